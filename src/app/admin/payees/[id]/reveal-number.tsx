"use client";

import { Eye, EyeOff } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { useApi } from "#trpc/client.tsx";

/** The number lives in this component's memory only: it is gone with the page. */
export function RevealNumber({ id, masked, may }: { id: string; masked: string; may: boolean }) {
  const t = useTranslations("payee");
  const { payee } = useApi();
  const router = useRouter();
  const [number, setNumber] = useState<string | null>(null);
  if (number === null)
    return (
      <span className="flex flex-wrap items-center gap-2">
        <span className="tnum font-mono">{masked}</span>
        {may ? (
          <ConfirmButton
            size="sm"
            icon={<Eye aria-hidden="true" />}
            title={t("revealTitle")}
            description={t("revealText")}
            confirmLabel={t("revealConfirm")}
            reason="required"
            onConfirm={async (reason) => setNumber((await payee.reveal.mutate({ id, reason })).number)}
          >
            {t("reveal")}
          </ConfirmButton>
        ) : null}
      </span>
    );
  const hide = () => {
    setNumber(null);
    router.refresh();
  };
  return (
    <span className="grid gap-1">
      <span className="flex flex-wrap items-center gap-2">
        <code className="font-mono break-all">{number}</code>
        <CopyButton value={number} />
        <Button size="sm" icon={<EyeOff aria-hidden="true" />} onClick={hide}>
          {t("hide")}
        </Button>
      </span>
      <span className="text-xs text-muted">{t("revealNoted")}</span>
    </span>
  );
}
