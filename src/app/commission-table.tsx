import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DataTable } from "#components/table/data-table.tsx";
import type { Params } from "#components/table/href.ts";
import { StatusBadge } from "#components/ui/badge.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { DateTime, formatDateTime } from "#components/ui/date-time.tsx";
import { Money } from "#components/ui/money.tsx";
import type { CommissionRow } from "#domain/commission/queries.ts";
import { disputeNo } from "#domain/dispute/schema.ts";
import { statementNo } from "#domain/settlement/rules.ts";
import { HowCounted, useDepthText } from "./commission-parts.tsx";

type Props = {
  rows: CommissionRow[];
  params: Params;
  filterKeys: string[];
  empty: ReactNode;
  /** When a commission due then will be on a statement. */
  expected: (dueAt: Date) => Date;
  now: Date;
  /** Staff see whose commission it is and open redemptions; a distributor sees only its own. */
  staff: boolean;
};

/** Commissions with the redemption each came from, how it was counted and how far it is, in words. */
export function CommissionTable({ rows, params, filterKeys, empty, expected, now, staff }: Props) {
  const t = useTranslations("commission");
  const depthText = useDepthText(staff);
  return (
    <DataTable
      label={t("title")}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={staff ? (row) => `/admin/redemptions/${row.redemptionId}` : undefined}
      params={params}
      filterKeys={filterKeys}
      empty={empty}
      columns={[
        {
          key: "product",
          header: t("product"),
          primary: true,
          cell: (row) => <Stacked first={row.productName} second={`${t("voucher")} ${shortId(row.voucherId)}`} />,
        },
        { key: "at", header: t("redeemedAt"), cell: (row) => <DateTime at={row.redeemedAt} /> },
        ...(staff ? [{ key: "earner", header: t("earner"), cell: (row: CommissionRow) => row.distributorName }] : []),
        {
          key: "depth",
          header: t("depthLabel"),
          cell: (row) => <Stacked first={depthText(row.depth)} second={row.depth > 1 ? row.sellerName : undefined} />,
        },
        { key: "how", header: t("how"), cell: (row) => <HowCounted row={row} /> },
        { key: "amount", header: t("amount"), align: "end", cell: (row) => <Amount row={row} /> },
        {
          key: "status",
          header: t("status.label"),
          cell: (row) => <StatusBadge status={row.status} label={t(`status.${row.status}`)} />,
        },
        {
          key: "when",
          header: t("when"),
          cell: (row) => <Progress row={row} expected={expected} now={now} staff={staff} />,
        },
      ]}
    />
  );
}

export const shortId = (id: string): string => id.slice(-8).toUpperCase();

function Stacked({ first, second }: { first: ReactNode; second?: ReactNode }) {
  return (
    <span className="block">
      <span className="block">{first}</span>
      {second ? <span className="block text-xs font-normal text-muted">{second}</span> : null}
    </span>
  );
}

function Amount({ row }: { row: CommissionRow }) {
  return <Money minor={row.amountMinor} className={row.status === "REVERSED" ? "text-muted line-through" : "font-medium"} />;
}

type ProgressProps = { row: CommissionRow } & Pick<Props, "expected" | "now" | "staff">;

function Progress({ row, expected, now, staff }: ProgressProps) {
  const statements = staff ? "/admin/settlement/statements" : "/distributor/statements";
  const disputes = staff ? "/admin/disputes" : "/distributor/disputes";
  const t = useTranslations("commission.progress");
  const locale = useLocale();
  const day = (at: Date) => formatDateTime(at, { locale, only: "date" });
  const quiet = "text-xs text-muted";
  if (row.status === "REVERSED")
    return <span className={quiet}>{t("reversed", { date: row.resolvedAt ? day(row.resolvedAt) : "" })}</span>;
  if (row.disputeId && row.disputeNo !== null) {
    return (
      <TextLink href={`${disputes}/${row.disputeId}`} className="text-xs font-normal">
        {t("disputed", { no: disputeNo(row.disputeNo) })}
      </TextLink>
    );
  }
  if (row.status === "FROZEN" || !row.statementId || row.statementNo === null) {
    const date = day(expected(row.dueAt));
    return (
      <span className={quiet}>{row.dueAt <= now ? t("frozenDue", { date }) : t("frozen", { due: day(row.dueAt), date })}</span>
    );
  }
  const no = statementNo(row.statementNo);
  const text = row.status === "PAID" && row.paidAt ? t("paid", { no, date: day(row.paidAt) }) : t("payable", { no });
  return (
    <span className="inline-grid">
      <TextLink href={`${statements}/${row.statementId}`} className="text-xs font-normal">
        {text}
      </TextLink>
      {row.clawedBack ? <span className="text-xs text-danger-soft-foreground">{t("clawedBack")}</span> : null}
    </span>
  );
}
