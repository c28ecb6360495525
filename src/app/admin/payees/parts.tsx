import { useTranslations } from "next-intl";
import { Badge, StatusBadge } from "#components/ui/badge.tsx";
import type { PayeeRow } from "#domain/payee/queries.ts";

/** In use only after its safety period. */
export function PayeeBadge({ row, now }: { row: Pick<PayeeRow, "status" | "usableFrom">; now: Date }) {
  const t = useTranslations("payee.status");
  const status = row.status === "ACTIVE" && row.usableFrom > now ? "COOLING" : row.status;
  return <StatusBadge status={status} label={t(status)} />;
}

/** The number as it may be shown, with the bank's name; a flag when another distributor has it too. */
export function PayeeNumber({ row, sharedWith = 0 }: { row: Pick<PayeeRow, "bankName" | "numberMasked">; sharedWith?: number }) {
  const t = useTranslations("payee");
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      {row.bankName ? <span>{row.bankName}</span> : null}
      <span className="tnum font-mono text-[0.95em]">{row.numberMasked}</span>
      {sharedWith > 0 ? <Badge tone="danger">{t("sharedWith", { count: sharedWith })}</Badge> : null}
    </span>
  );
}
