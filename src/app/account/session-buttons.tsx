"use client";

import { useTranslations } from "next-intl";
import { useAction } from "#components/form/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { useApi } from "#trpc/client.tsx";

export function EndSession({ id }: { id: string }) {
  const t = useTranslations("account.sessions");
  const api = useApi();
  const end = useAction(() => api.user.revokeSession.mutate({ id }), { success: t("ended") });
  return (
    <Button size="sm" pending={end.pending} onClick={() => void end.run(undefined)}>
      {t("end")}
    </Button>
  );
}

export function SignOutEverywhere() {
  const t = useTranslations("account.sessions");
  const api = useApi();
  return (
    <ConfirmButton
      variant="danger-soft"
      size="sm"
      title={t("everywhereTitle")}
      description={t("everywhereText")}
      danger
      onConfirm={async () => {
        await api.user.signOutEverywhere.mutate();
        window.location.assign("/sign-in");
      }}
    >
      {t("everywhere")}
    </ConfirmButton>
  );
}
