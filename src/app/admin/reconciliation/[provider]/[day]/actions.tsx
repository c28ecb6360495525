"use client";

import { Download, RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useAction } from "#components/form/use-action.ts";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ProviderName } from "#domain/provider/rules.ts";
import { useApi } from "#trpc/client.tsx";

type Counts = { missingCount: number; extraCount: number; differentCount: number; ledgerCount: number };
const leftOf = (counts: Counts) => counts.missingCount + counts.extraCount + counts.differentCount + counts.ledgerCount;
type Day = { provider: ProviderName; day: string };

export function FetchButton({ provider, day, again }: Day & { again: boolean }) {
  const t = useTranslations("reconciliation");
  const { reconciliation } = useApi();
  const fetch = useAction((input: Day) => reconciliation.fetch.mutate(input), {
    onDone: ({ ready, loaded, compared }) => {
      if (!ready || !loaded || !compared) toast.error(t("notReady"));
      else toast.success(t("fetched", { added: loaded.added, left: leftOf(compared) }));
    },
  });
  return (
    <Button icon={<Download />} pending={fetch.pending} onClick={() => fetch.run({ provider, day })}>
      {t(again ? "fetchAgain" : "fetch")}
    </Button>
  );
}

export function RunButton({ provider, day }: Day) {
  const t = useTranslations("reconciliation");
  const { reconciliation } = useApi();
  const run = useAction((input: Day) => reconciliation.run.mutate(input), {
    onDone: (compared) => toast.success(t("ran", { left: leftOf(compared) })),
  });
  return (
    <Button variant="primary" icon={<RefreshCw />} pending={run.pending} onClick={() => run.run({ provider, day })}>
      {t("run")}
    </Button>
  );
}
