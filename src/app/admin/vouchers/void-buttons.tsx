"use client";

import { Ban } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSelection } from "#components/table/selection.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useApi } from "#trpc/client.tsx";

function useVoidText() {
  const t = useTranslations("voucher.void");
  return (
    <span className="grid gap-2">
      <span>{t("text")}</span>
      <span>{t("money")}</span>
    </span>
  );
}

/** For the list: what is ticked. */
export function VoidSelected() {
  const t = useTranslations("voucher.void");
  const api = useApi();
  const { ids, clear } = useSelection();
  const text = useVoidText();
  return (
    <ConfirmButton
      size="sm"
      variant="danger-soft"
      icon={<Ban aria-hidden="true" />}
      title={t("titleMany", { count: ids.length })}
      description={text}
      confirmLabel={t("button")}
      danger
      reason="required"
      onConfirm={async (reason) => {
        const { voided, kept } = await api.voucher.void.mutate({ ids, reason });
        toast.success(t("done", { voided, kept }));
        clear();
      }}
    >
      {t("selected")}
    </ConfirmButton>
  );
}

/** For one voucher's page. */
export function VoidOne({ id }: { id: string }) {
  const t = useTranslations("voucher.void");
  const api = useApi();
  const text = useVoidText();
  return (
    <ConfirmButton
      variant="danger-soft"
      icon={<Ban aria-hidden="true" />}
      title={t("title")}
      description={text}
      confirmLabel={t("button")}
      danger
      reason="required"
      success={t("doneOne")}
      onConfirm={(reason) => api.voucher.void.mutate({ ids: [id], reason })}
    >
      {t("button")}
    </ConfirmButton>
  );
}
