"use client";

import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useAction } from "#components/form/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { useApi } from "#trpc/client.tsx";

export function ResendButton({ id }: { id: string }) {
  const t = useTranslations("message");
  const api = useApi();
  const resend = useAction(() => api.message.resend.mutate({ id }), { success: t("resent") });
  return (
    <Button variant="primary" icon={<RotateCw />} pending={resend.pending} onClick={() => void resend.run(undefined)}>
      {t("resend")}
    </Button>
  );
}
