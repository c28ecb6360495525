"use client";

import { useTranslations } from "next-intl";
import { useAction } from "#components/form/use-action.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import type { PayoutProviderKey } from "#domain/payout/rules.ts";
import { useApi } from "#trpc/client.tsx";

/** A provider where our balance was short; whoever put money in need not wait. */
export function Paused({ provider, until, mayResume }: { provider: PayoutProviderKey; until: string; mayResume: boolean }) {
  const t = useTranslations("payout");
  const { resume: resumeCall } = useApi().payout;
  const resume = useAction(() => resumeCall.mutate({ provider }), { success: t("resumed") });
  return (
    <Alert
      tone="warning"
      className="mb-4"
      action={
        mayResume ? (
          <Button size="sm" pending={resume.pending} onClick={() => resume.run(undefined)}>
            {t("resume")}
          </Button>
        ) : null
      }
    >
      {t("paused", { provider: t(`provider.${provider}`), until })}
    </Alert>
  );
}
