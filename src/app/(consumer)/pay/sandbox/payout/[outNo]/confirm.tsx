"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { post } from "#app/(consumer)/post.ts";
import { useErrorText } from "#components/form/server-error.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";

/** Confirms, and goes back to the payout as a payee does. */
export function Confirm({ outNo, amount }: { outNo: string; amount: string }) {
  const t = useTranslations("payoutSandbox");
  const errorText = useErrorText();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState("");

  async function confirm() {
    setPending(true);
    setProblem("");
    try {
      const { itemId } = await post<{ itemId: string }>("/api/trpc/payout.sandbox", { outNo });
      window.location.assign(`/distributor/payouts/${itemId}`);
    } catch (error) {
      setProblem(errorText(error));
      setPending(false);
    }
  }

  return (
    <div className="grid gap-3">
      <Button size="tap" variant="primary" fullWidth pending={pending} onClick={confirm}>
        {t("confirm", { amount })}
      </Button>
      {problem ? (
        <Alert tone="danger" live>
          {problem}
        </Alert>
      ) : null}
    </div>
  );
}
