import { useLocale, useTranslations } from "next-intl";
import { documentNoOf } from "#app/payout-parts.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { formatDateTime } from "#components/ui/date-time.tsx";
import { Money } from "#components/ui/money.tsx";
import type { PayableRow } from "#domain/payout/queries-payable.ts";

/** More than this nobody reads at once; who has an account gets off the list. */
const shown = 100;

/** Who is owed money and cannot be paid through this provider now, and why. */
export function Blocked({ rows }: { rows: PayableRow[] }) {
  const t = useTranslations("payout");
  const locale = useLocale();
  const why = ({ obstacle, usableFrom }: PayableRow) =>
    t(`obstacle.${obstacle}`, { until: usableFrom ? formatDateTime(usableFrom, { locale }) : "" });
  return (
    <section aria-labelledby="blocked">
      <h2 id="blocked" className="mb-3 text-base font-semibold">
        {t("preview.blocked")} <span className="tnum font-normal text-muted">{rows.length}</span>
      </h2>
      {rows.length > shown ? <p className="mb-3 text-sm text-muted">{t("preview.blockedMore", { count: shown })}</p> : null}
      <DataTable
        label={t("preview.blocked")}
        rows={rows.slice(0, shown)}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "distributor",
            header: t("distributor"),
            primary: true,
            cell: (row) => <TextLink href={`/admin/distributors/${row.distributorId}`}>{row.distributorName}</TextLink>,
          },
          { key: "document", header: t("document"), cell: (row) => <span className="font-mono">{documentOf(row)}</span> },
          { key: "amount", header: t("amount"), align: "end", cell: (row) => <Money minor={row.amountMinor} /> },
          { key: "why", header: t("obstacle.label"), cell: (row) => <Badge tone="warning">{why(row)}</Badge> },
        ]}
      />
    </section>
  );
}

const documentOf = (row: PayableRow) => documentNoOf({ kind: row.kind, documentNo: row.no });
