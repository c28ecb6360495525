"use client";

import { Eye, EyeOff } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { useApi } from "#trpc/client.tsx";

type Shown = { code: string; serial: string | null };

/** The code lives in this component's memory only: it is gone with the page. */
export function RevealCode({ id, limit }: { id: string; limit: number }) {
  const t = useTranslations("voucher.reveal");
  const api = useApi();
  const router = useRouter();
  const [shown, setShown] = useState<Shown | null>(null);
  if (shown)
    return (
      <div className="grid gap-3">
        <Line label={t("code")} value={shown.code} />
        {shown.serial ? <Line label={t("serial")} value={shown.serial} /> : null}
        <p className="text-xs text-muted">{t("noted")}</p>
        <Button
          icon={<EyeOff aria-hidden="true" />}
          onClick={() => {
            setShown(null);
            router.refresh();
          }}
        >
          {t("hide")}
        </Button>
      </div>
    );
  return (
    <ConfirmButton
      icon={<Eye aria-hidden="true" />}
      title={t("title")}
      description={t("text", { limit })}
      confirmLabel={t("confirm")}
      reason="required"
      onConfirm={async (reason) => setShown(await api.voucher.reveal.mutate({ id, reason }))}
    >
      {t("button")}
    </ConfirmButton>
  );
}

function Line({ label, value }: { label: string; value: string }) {
  return (
    <div className="grid gap-1">
      <span className="text-xs text-muted">{label}</span>
      <span className="flex items-center gap-2">
        <code className="min-w-0 flex-1 font-mono text-sm break-all">{value}</code>
        <CopyButton value={value} />
      </span>
    </div>
  );
}
