import { HandCoins } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { ExportButton } from "#components/table/export-button.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import type { Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { CommissionRow, Totals } from "#domain/commission/queries.ts";
import { mostRows } from "#lib/csv.ts";
import type { KeysetPage } from "#lib/page.ts";
import { commissionFilterKeys, commissionFilterOf } from "./commission-filter.ts";
import { useDepthText } from "./commission-parts.tsx";
import { CommissionTable } from "./commission-table.tsx";
import { CommissionTotals } from "./commission-tabs.tsx";

type Named = { id: string; name: string };
type Props = {
  params: Params;
  page: KeysetPage<CommissionRow>;
  totals: Totals;
  settings: { networkDepth: number; minPayoutMinor: string };
  /** When a commission due then will be on a statement. */
  expected: (dueAt: Date) => Date;
  products: Named[];
  /** Given to staff, who see everybody's; a distributor sees only its own. */
  distributors?: Named[];
  now: Date;
};

const optionsOf = (rows: Named[]) => rows.map(({ id, name }) => ({ value: id, label: name }));

/** The list of commissions, for staff or for one distributor: what stands where, the filters, and each with its redemption. */
export function CommissionPage({ params, page, totals, settings, expected, products, distributors, now }: Props) {
  const t = useTranslations("commission");
  const locale = useLocale();
  const staff = distributors !== undefined;
  const depthText = useDepthText(staff);
  const depths = Array.from({ length: settings.networkDepth }, (_, i) => ({ value: String(i + 1), label: depthText(i + 1) }));
  const empty = staff ? (
    <ButtonLink href="/admin/commission-rules">{t("emptyAction")}</ButtonLink>
  ) : (
    <ButtonLink href="/distributor/links" variant="primary">
      {t("ownEmptyAction")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t("title")} description={t(staff ? "lead" : "ownLead")} />
      {BigInt(settings.minPayoutMinor) > 0n ? (
        <Alert className="mb-4">{t("minPayout", { amount: formatMoney(settings.minPayoutMinor, { locale }) })}</Alert>
      ) : null}
      <CommissionTotals totals={totals} params={params} status={commissionFilterOf(params).status} />
      <FilterBar
        search={{ placeholder: t(staff ? "search" : "ownSearch") }}
        selects={[
          ...(staff ? [{ key: "distributor", label: t("earner"), options: optionsOf(distributors) }] : []),
          { key: "product", label: t("product"), options: optionsOf(products) },
          { key: "depth", label: t("depthLabel"), options: depths },
        ]}
        dates
        actions={
          <span title={t("export.hint", { max: mostRows })}>
            <ExportButton href="/api/export/commissions" params={params} />
          </span>
        }
      />
      <CommissionTable
        rows={page.items}
        params={params}
        filterKeys={commissionFilterKeys}
        expected={expected}
        now={now}
        staff={staff}
        empty={
          <EmptyState
            icon={<HandCoins />}
            title={t("emptyTitle")}
            text={t(staff ? "emptyText" : "ownEmptyText")}
            action={empty}
          />
        }
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}
