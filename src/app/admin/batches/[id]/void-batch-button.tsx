"use client";

import { Ban } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useApi } from "#trpc/client.tsx";

/** Says what will be void before it is; a large batch goes in steps and shows how far it is. */
export function VoidBatchButton({ id, counts, left }: { id: string; counts: Record<string, number>; left: number }) {
  const t = useTranslations("batch.void");
  const api = useApi();
  const [done, setDone] = useState(0);
  async function voidAll(reason: string) {
    let total = 0;
    for (;;) {
      const step = await api.voucher.voidBatch.mutate({ batchId: id, reason });
      total += step.voided;
      setDone(total);
      if (step.left === 0 || step.voided === 0) break;
    }
    setDone(0);
    toast.success(t("done", { count: total }));
  }
  const { IN_STOCK: stock = 0, ALLOTTED: allotted = 0, CLAIMED: claimed = 0, REDEEMED: redeemed = 0 } = counts;
  return (
    <ConfirmButton
      variant="danger-soft"
      icon={<Ban aria-hidden="true" />}
      title={t("title")}
      description={
        <span className="grid gap-2">
          <span>{t("text", { count: left, stock, allotted, claimed, redeemed })}</span>
          {allotted + claimed > 0 ? <span>{t("money")}</span> : null}
          {done > 0 ? <span role="status">{t("progress", { count: done })}</span> : null}
        </span>
      }
      confirmLabel={t("button")}
      danger
      reason="required"
      onConfirm={voidAll}
    >
      {t("button")}
    </ConfirmButton>
  );
}
