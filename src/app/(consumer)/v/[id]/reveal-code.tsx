"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { post } from "../../post.ts";
import { useRefusal } from "../../use-refusal.ts";

type Revealed = { code: string; serial: string | null; first: boolean };

/** Shows a code. The first time is the voucher's use, so it asks first. The code lives only in this page's memory. */
export function RevealCode({ voucherId, used }: { voucherId: string; used: boolean }) {
  const t = useTranslations("claim.code");
  const router = useRouter();
  const refusal = useRefusal();
  const [asking, setAsking] = useState(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState("");
  const [shown, setShown] = useState<Revealed | null>(null);

  async function reveal() {
    setPending(true);
    setProblem("");
    try {
      setShown(await post<Revealed>("/api/trpc/redemption.reveal", { voucherId }));
      if (!used) router.refresh();
    } catch (error) {
      setProblem(refusal(error));
    } finally {
      setPending(false);
      setAsking(false);
    }
  }

  if (shown) return <Code {...shown} />;
  return (
    <section className="mt-4 grid gap-3">
      {problem ? (
        <Alert tone="danger" live>
          {problem}
        </Alert>
      ) : null}
      {asking ? (
        <div role="alertdialog" aria-labelledby="reveal-title" aria-describedby="reveal-text" className="tile grid gap-3 p-4">
          <div>
            <h2 id="reveal-title" className="font-semibold">
              {t("confirmTitle")}
            </h2>
            <p id="reveal-text" className="mt-1 text-sm text-muted">
              {t("confirmText")}
            </p>
          </div>
          <Button variant="primary" size="tap" fullWidth pending={pending} onClick={reveal} autoFocus>
            {t("confirm")}
          </Button>
          <Button size="tap" fullWidth disabled={pending} onClick={() => setAsking(false)}>
            {t("later")}
          </Button>
        </div>
      ) : (
        <Button
          variant={used ? "secondary" : "primary"}
          size="tap"
          fullWidth
          pending={pending}
          onClick={() => (used ? reveal() : setAsking(true))}
        >
          {used ? t("again") : t("use")}
        </Button>
      )}
    </section>
  );
}

function Code({ code, serial }: Revealed) {
  const t = useTranslations("claim.code");
  return (
    <section aria-live="polite" className="tile mt-4 grid gap-4 p-4">
      {serial ? <Line label={t("serial")} value={serial} copy={t("copySerial")} /> : null}
      <Line label={serial ? t("password") : t("label")} value={code} copy={t("copy")} primary />
      <p className="text-sm text-muted">{t("how")}</p>
      <p className="text-sm text-muted">{t("hint")}</p>
    </section>
  );
}

function Line({ label, value, copy, primary }: { label: string; value: string; copy: string; primary?: boolean }) {
  return (
    <div className="grid gap-2">
      <p className="text-sm text-muted">{label}</p>
      <p className="rounded-lg bg-surface-secondary px-4 py-3 font-mono text-lg break-all select-all">{value}</p>
      <CopyButton value={value} variant={primary ? "primary" : "secondary"} size="tap" fullWidth>
        {copy}
      </CopyButton>
    </div>
  );
}
