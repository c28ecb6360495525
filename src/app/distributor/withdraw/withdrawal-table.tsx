import { HandCoins } from "lucide-react";
import { useTranslations } from "next-intl";
import { DataTable } from "#components/table/data-table.tsx";
import type { Params } from "#components/table/href.ts";
import { StatusBadge } from "#components/ui/badge.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { DateTime, formatDateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { WithdrawalRow } from "#domain/withdrawal/queries.ts";
import { withdrawalNo } from "#domain/withdrawal/rules.ts";
import type { WithdrawalStatus } from "#domain/withdrawal/schema.ts";
import { CancelWithdrawal } from "./cancel-withdrawal.tsx";

const tones: Record<WithdrawalStatus, Tone> = {
  REQUESTED: "warning",
  APPROVED: "accent",
  PAYING: "accent",
  PAID: "success",
  REJECTED: "danger",
  CANCELLED: "neutral",
};

/** His withdrawals, each with how far it is and what he can do about it. */
export function WithdrawalTable({ rows, params }: { rows: WithdrawalRow[]; params: Params }) {
  const t = useTranslations("ownWithdrawal");
  const words = (row: WithdrawalRow) => ({
    at: row.paidAt ? formatDateTime(row.paidAt) : "",
    reason: row.rejectReason ?? "",
  });
  return (
    <DataTable
      label={t("list")}
      rows={rows}
      rowKey={(row) => row.id}
      params={params}
      filterKeys={["q", "status", "from", "to"]}
      empty={<EmptyState icon={<HandCoins />} title={t("emptyTitle")} text={t("emptyText")} />}
      columns={[
        { key: "no", header: t("no"), primary: true, cell: (row) => <span className="font-mono">{withdrawalNo(row.no)}</span> },
        { key: "amount", header: t("amount"), align: "end", cell: (row) => <Money minor={row.amountMinor} /> },
        {
          key: "status",
          header: t("statusLabel"),
          cell: (row) => <StatusBadge status={row.status} tone={tones[row.status]} label={t(`status.${row.status}`)} />,
        },
        { key: "where", header: t("where"), cell: (row) => t(`text.${row.status}`, words(row)) },
        { key: "at", header: t("at"), cell: (row) => <DateTime at={row.createdAt} /> },
        { key: "action", header: "", align: "end", cell: (row) => <Action row={row} /> },
      ]}
    />
  );
}

function Action({ row }: { row: WithdrawalRow }) {
  const t = useTranslations("ownWithdrawal");
  const no = withdrawalNo(row.no);
  if (row.status === "REQUESTED" || row.status === "APPROVED")
    return <CancelWithdrawal id={row.id} no={no} amountMinor={String(row.amountMinor)} />;
  if (row.status === "PAYING" || row.status === "PAID")
    return <TextLink href={`/distributor/payouts?q=${no}`}>{t("follow")}</TextLink>;
  return null;
}
