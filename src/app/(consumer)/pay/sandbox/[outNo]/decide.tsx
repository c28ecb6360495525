"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { post } from "#app/(consumer)/post.ts";
import { useErrorText } from "#components/form/server-error.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/input.tsx";

type State = "PAID" | "FAILED" | "CLOSED";

/** Decides, and goes back to the shop as a payer does. */
export function Decide({ outNo, amount }: { outNo: string; amount: string }) {
  const t = useTranslations("paySandbox");
  const errorText = useErrorText();
  const [silent, setSilent] = useState(false);
  const [pending, setPending] = useState<State | null>(null);
  const [problem, setProblem] = useState("");

  async function decide(state: State) {
    setPending(state);
    setProblem("");
    try {
      const { returnUrl } = await post<{ returnUrl: string }>("/api/trpc/payment.sandbox", { outNo, state, silent });
      window.location.assign(returnUrl);
    } catch (error) {
      setProblem(errorText(error));
      setPending(null);
    }
  }

  return (
    <div className="grid gap-3">
      <Button size="tap" variant="primary" fullWidth pending={pending === "PAID"} onClick={() => decide("PAID")}>
        {t("pay", { amount })}
      </Button>
      <Button size="tap" fullWidth pending={pending === "FAILED"} onClick={() => decide("FAILED")}>
        {t("fail")}
      </Button>
      <Button size="tap" variant="ghost" fullWidth pending={pending === "CLOSED"} onClick={() => decide("CLOSED")}>
        {t("close")}
      </Button>
      <Checkbox checked={silent} onChange={(event) => setSilent(event.target.checked)} hint={t("silentHint")} className="mt-2">
        {t("silent")}
      </Checkbox>
      {problem ? (
        <Alert tone="danger" live>
          {problem}
        </Alert>
      ) : null}
    </div>
  );
}
