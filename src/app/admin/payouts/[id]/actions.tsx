"use client";

import { Send } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { DecideButtons } from "#components/form/decide-buttons.tsx";
import { useAction } from "#components/form/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { PayoutProviderKey } from "#domain/payout/rules.ts";
import { useApi } from "#trpc/client.tsx";

type Decide = {
  id: string;
  provider: PayoutProviderKey;
  count: number;
  totalMinor: string;
  /** Not his own, and within his limit. */
  mayApprove: boolean;
};

/** A prepared batch: another person approves it, and it goes out at once; anybody of finance may reject it. */
export function DecideBatch({ id, provider, count, totalMinor, mayApprove }: Decide) {
  const t = useTranslations("payout");
  const locale = useLocale();
  const api = useApi().payout;
  const reject = {
    ...{ label: t("reject.label"), title: t("reject.title"), text: t("reject.text"), success: t("reject.done") },
    run: (reason: string) => api.reject.mutate({ id, reason }),
  };
  const words = { count, amount: formatMoney(totalMinor, { locale }), provider: t(`provider.${provider}`) };
  const approve = {
    ...{ label: t("approve.label"), title: t("approve.title"), text: t("approve.text", words), success: t("approve.done") },
    run: async () => {
      await api.approve.mutate({ id });
      // What the provider answers at once is on the page when it comes back; a bank's batch waits for its file.
      if (provider !== "BANK") await api.send.mutate({ id });
    },
  };
  return <DecideButtons reject={reject} approve={mayApprove ? approve : undefined} />;
}

export function SendNow({ id }: { id: string }) {
  const t = useTranslations("payout.send");
  const api = useApi().payout;
  const send = useAction(() => api.send.mutate({ id }), {
    onDone: ({ sent }) => toast.success(t("done", { count: sent })),
  });
  return (
    <Button icon={<Send />} pending={send.pending} onClick={() => send.run(undefined)}>
      {t("label")}
    </Button>
  );
}

/** Makes the bank file, once. */
export function MakeFile({ id }: { id: string }) {
  const t = useTranslations("payout.file");
  const api = useApi().payout;
  return (
    <ConfirmButton
      variant="primary"
      title={t("makeTitle")}
      description={t("makeText")}
      success={t("made")}
      onConfirm={() => api.makeFile.mutate({ id })}
    >
      {t("make")}
    </ConfirmButton>
  );
}
