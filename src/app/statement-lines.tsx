import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DataTable } from "#components/table/data-table.tsx";
import type { Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { Money } from "#components/ui/money.tsx";
import { adjustmentNo } from "#domain/adjustment/schema.ts";
import { disputeNo } from "#domain/dispute/schema.ts";
import type { StatementLine } from "#domain/settlement/queries.ts";
import type { LeftLine, StatementAdjustment } from "#domain/settlement/queries-statement.ts";
import { statementNo } from "#domain/settlement/rules.ts";
import type { KeysetPage } from "#lib/page.ts";
import { HowCounted, useDepthText } from "./commission-parts.tsx";
import { shortId } from "./commission-table.tsx";
import { DisputeLine } from "./dispute-line.tsx";

type LinesProps = {
  page: KeysetPage<StatementLine>;
  params: Params;
  staff: boolean;
  /** Given where its distributor may contest lines of it. */
  contestable?: string;
};

export function StatementLines({ page, params, staff, contestable }: LinesProps) {
  const t = useTranslations("statement");
  const depthText = useDepthText(staff);
  if (page.items.length === 0) return null;
  return (
    <Section id="lines" title={t("linesTitle")}>
      <DataTable
        label={t("linesTitle")}
        rows={page.items}
        rowKey={(row) => row.id}
        params={params}
        columns={[
          { key: "product", header: t("line.product"), primary: true, cell: (row) => row.productName },
          { key: "voucher", header: t("line.voucher"), cell: (row) => <VoucherNo row={row} staff={staff} /> },
          { key: "at", header: t("line.redeemedAt"), cell: (row) => <DateTime at={row.redeemedAt} seconds /> },
          { key: "depth", header: t("line.depth"), cell: (row) => depthText(row.depth) },
          { key: "seller", header: t("line.seller"), cell: (row) => row.sellerName },
          { key: "how", header: t("line.rate"), cell: (row) => <HowCounted row={row} /> },
          { key: "amount", header: t("line.amount"), align: "end", cell: (row) => <LineAmount row={row} /> },
          ...(contestable
            ? [
                {
                  key: "dispute",
                  header: t("line.dispute"),
                  align: "end" as const,
                  cell: (row: StatementLine) => <Contest row={row} statementId={contestable} />,
                },
              ]
            : []),
        ]}
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </Section>
  );
}

function Contest({ row, statementId }: { row: StatementLine; statementId: string }) {
  if (row.clawedBack) return null;
  const line = { product: row.productName, voucher: shortId(row.voucherId), amountMinor: String(row.amountMinor) };
  return <DisputeLine statementId={statementId} commissionId={row.id} line={line} />;
}

function LineAmount({ row }: { row: StatementLine }) {
  const t = useTranslations("statement");
  return (
    <span className="inline-grid justify-items-end">
      <Money minor={row.amountMinor} className="font-medium" />
      {row.clawedBack ? <span className="text-xs text-danger-soft-foreground">{t("line.clawedBack")}</span> : null}
    </span>
  );
}

function VoucherNo({ row, staff }: { row: { voucherId: string; redemptionId?: string }; staff: boolean }) {
  const no = shortId(row.voucherId);
  return staff && row.redemptionId ? (
    <TextLink href={`/admin/redemptions/${row.redemptionId}`} className="font-mono font-normal">
      {no}
    </TextLink>
  ) : (
    <span className="font-mono">{no}</span>
  );
}

/** The adjustments on it. */
export function AdjustmentLines({ rows }: { rows: StatementAdjustment[] }) {
  const t = useTranslations("statement.adjustments");
  if (rows.length === 0) return null;
  return (
    <Section id="adjustments" title={t("title")}>
      <DataTable
        label={t("title")}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "no", header: t("no"), primary: true, cell: (row) => adjustmentNo(row.no) },
          { key: "reason", header: t("reason"), cell: (row) => row.reason, className: "whitespace-normal" },
          { key: "at", header: t("at"), cell: (row) => <DateTime at={row.decidedAt} /> },
          {
            key: "amount",
            header: t("amount"),
            align: "end",
            cell: (row) => <Money minor={row.amountMinor} className="font-medium" />,
          },
        ]}
      />
    </Section>
  );
}

/** The lines that left it because they are contested. */
export function LeftLines({ rows, staff }: { rows: LeftLine[]; staff: boolean }) {
  const t = useTranslations("statement");
  const d = useTranslations("dispute");
  if (rows.length === 0) return null;
  const base = staff ? "/admin" : "/distributor";
  const statements = staff ? "/admin/settlement/statements" : "/distributor/statements";
  return (
    <Section id="left" title={t("left.title")} text={t("left.text")}>
      <DataTable
        label={t("left.title")}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `${base}/disputes/${row.id}`}
        columns={[
          { key: "no", header: d("no"), primary: true, cell: (row) => disputeNo(row.no) },
          { key: "product", header: t("line.product"), cell: (row) => row.productName },
          { key: "voucher", header: t("line.voucher"), cell: (row) => <VoucherNo row={row} staff={false} /> },
          { key: "at", header: t("line.redeemedAt"), cell: (row) => <DateTime at={row.redeemedAt} /> },
          {
            key: "status",
            header: t("left.status"),
            cell: (row) => <StatusBadge status={row.status} label={d(`status.${row.status}`)} />,
          },
          {
            key: "next",
            header: t("left.next"),
            cell: (row) =>
              row.nextStatementId && row.nextStatementNo !== null ? (
                <TextLink href={`${statements}/${row.nextStatementId}`}>{statementNo(row.nextStatementNo)}</TextLink>
              ) : null,
          },
          { key: "amount", header: t("line.amount"), align: "end", cell: (row) => <Money minor={row.amountMinor} /> },
        ]}
      />
    </Section>
  );
}

function Section({ id, title, text, children }: { id: string; title: string; text?: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-6">
      <h2 id={id} className="text-base font-semibold">
        {title}
      </h2>
      {text ? <p className="mt-0.5 text-sm text-muted">{text}</p> : null}
      <div className="mt-3">{children}</div>
    </section>
  );
}
