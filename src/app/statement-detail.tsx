import { FileSpreadsheet, FileText } from "lucide-react";
import { useTranslations } from "next-intl";
import { DataTable } from "#components/table/data-table.tsx";
import type { Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { buttonClass, TextLink } from "#components/ui/button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { Money } from "#components/ui/money.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import type { StatementDetail, StatementLine } from "#domain/settlement/queries.ts";
import type { KeysetPage } from "#lib/page.ts";
import { HowCounted, useDepthText } from "./commission-parts.tsx";
import { shortId } from "./commission-table.tsx";

/** The two files of a statement. */
export function StatementFiles({ id }: { id: string }) {
  const t = useTranslations("statement");
  return (
    <>
      <a href={`/api/statements/${id}/pdf`} download className={buttonClass()}>
        <FileText aria-hidden="true" />
        {t("pdf")}
      </a>
      <a href={`/api/statements/${id}/xlsx`} download className={buttonClass()}>
        <FileSpreadsheet aria-hidden="true" />
        {t("xlsx")}
      </a>
    </>
  );
}

/** Opening balance + this statement = closing balance, from the books. */
export function StatementFigures({ statement }: { statement: StatementDetail }) {
  const t = useTranslations("statement");
  return (
    <StatGrid className="mb-4 max-sm:grid-cols-1! sm:grid-cols-3!">
      <Stat label={t("opening")} value={<Money minor={statement.openingMinor} />} hint={t("openingHint")} />
      <Stat label={t("this")} value={<Money minor={statement.totalMinor} />} hint={t("count", { count: statement.lineCount })} />
      <Stat label={t("closing")} value={<Money minor={statement.closingMinor} />} hint={t("closingHint")} />
    </StatGrid>
  );
}

type LinesProps = { page: KeysetPage<StatementLine>; params: Params; staff: boolean };

export function StatementLines({ page, params, staff }: LinesProps) {
  const t = useTranslations("statement");
  const depthText = useDepthText(staff);
  return (
    <section aria-labelledby="lines" className="mt-6">
      <h2 id="lines" className="mb-3 text-base font-semibold">
        {t("linesTitle")}
      </h2>
      <DataTable
        label={t("linesTitle")}
        rows={page.items}
        rowKey={(row) => row.id}
        params={params}
        columns={[
          { key: "product", header: t("line.product"), primary: true, cell: (row) => row.productName },
          {
            key: "voucher",
            header: t("line.voucher"),
            cell: (row) =>
              staff ? (
                <TextLink href={`/admin/redemptions/${row.redemptionId}`} className="font-mono font-normal">
                  {shortId(row.voucherId)}
                </TextLink>
              ) : (
                <span className="font-mono">{shortId(row.voucherId)}</span>
              ),
          },
          { key: "at", header: t("line.redeemedAt"), cell: (row) => <DateTime at={row.redeemedAt} seconds /> },
          { key: "depth", header: t("line.depth"), cell: (row) => depthText(row.depth) },
          { key: "seller", header: t("line.seller"), cell: (row) => row.sellerName },
          { key: "how", header: t("line.rate"), cell: (row) => <HowCounted row={row} /> },
          {
            key: "amount",
            header: t("line.amount"),
            align: "end",
            cell: (row) => <Money minor={row.amountMinor} className="font-medium" />,
          },
        ]}
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </section>
  );
}
