import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { DataTable } from "#components/table/data-table.tsx";
import type { Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import { adjustmentNo } from "#domain/adjustment/schema.ts";
import { disputeNo } from "#domain/dispute/schema.ts";
import type { Debt, DebtPage } from "#domain/settlement/queries-debts.ts";
import { statementNo } from "#domain/settlement/rules.ts";

/** What is owed, how it came about and which statements repaid it. */
export function Debts({ page, params, staff }: { page: DebtPage; params: Params; staff: boolean }) {
  const t = useTranslations("statement.debts");
  return (
    <>
      <StatGrid className="mb-4 max-sm:grid-cols-1! sm:grid-cols-3!">
        <Stat label={t("owed")} value={<Money minor={page.owedMinor} />} hint={page.owedMinor > 0n ? t("owedHint") : undefined} />
      </StatGrid>
      <DataTable
        label={t("title")}
        rows={page.items}
        rowKey={(row) => row.id}
        params={params}
        empty={<EmptyState icon={<Undo2 />} title={t("emptyTitle")} text={t("emptyText")} />}
        columns={[
          { key: "what", header: t("kindLabel"), primary: true, cell: (row) => t(`kind.${row.kind}`) },
          { key: "source", header: t("what"), cell: (row) => <Source row={row} staff={staff} /> },
          { key: "at", header: t("at"), cell: (row) => <DateTime at={row.at} /> },
          { key: "amount", header: t("amount"), align: "end", cell: (row) => <Money minor={row.amountMinor} signed /> },
          { key: "after", header: t("after"), align: "end", cell: (row) => <Money minor={row.owedAfterMinor} /> },
        ]}
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}

function Source({ row, staff }: { row: Debt; staff: boolean }) {
  const base = staff ? "/admin" : "/distributor";
  const statements = staff ? "/admin/settlement/statements" : "/distributor/statements";
  if (row.kind === "dispute" && row.disputeId && row.disputeNo !== null) {
    return <TextLink href={`${base}/disputes/${row.disputeId}`}>{disputeNo(row.disputeNo)}</TextLink>;
  }
  if (row.statementId && row.statementNo !== null) {
    return <TextLink href={`${statements}/${row.statementId}`}>{statementNo(row.statementNo)}</TextLink>;
  }
  if (row.kind === "clawback") {
    return staff && row.redemptionId ? (
      <TextLink href={`/admin/redemptions/${row.redemptionId}`}>{row.productName}</TextLink>
    ) : (
      row.productName
    );
  }
  return row.adjustmentNo === null ? null : `${adjustmentNo(row.adjustmentNo)} · ${row.memo ?? ""}`;
}
