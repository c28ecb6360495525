import { HandCoins } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { commissionFilterKeys, commissionFilterOf } from "#app/commission-filter.ts";
import { CommissionTable } from "#app/commission-table.tsx";
import { CommissionTotals } from "#app/commission-tabs.tsx";
import { ExportButton } from "#components/table/export-button.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import type { Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { exportLimit, listOwnCommissions, ownCommissionProducts, totalOwnCommissions } from "#domain/commission/queries.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { requireDistributor } from "#trpc/server.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("commission"))("title") };
}

export default async function OwnCommissionsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireDistributor("commission:own");
  const params = await searchParams;
  const filter = commissionFilterOf(params);
  const [t, page, totals, settings, products] = await Promise.all([
    getTranslations("commission"),
    listOwnCommissions(ctx, filter),
    totalOwnCommissions(ctx, filter),
    getSettings(ctx),
    ownCommissionProducts(ctx),
  ]);
  const depthLabel = (depth: number) => {
    if (depth <= 2) return t(depth === 1 ? "ownDepth.1" : "ownDepth.2");
    return t("ownDepth.n", { up: depth - 1 });
  };
  return (
    <>
      <PageHeader title={t("title")} description={t("ownLead")} />
      <CommissionTotals totals={totals} params={params} status={filter.status} />
      <FilterBar
        search={{ placeholder: t("ownSearch") }}
        selects={[
          { key: "product", label: t("product"), options: products.map(({ id, name }) => ({ value: id, label: name })) },
          {
            key: "depth",
            label: t("depthLabel"),
            options: Array.from({ length: settings.networkDepth }, (_, up) => ({
              value: String(up + 1),
              label: depthLabel(up + 1),
            })),
          },
        ]}
        dates
        actions={
          <span title={t("export.hint", { max: exportLimit })}>
            <ExportButton href="/api/export/commissions" params={params} />
          </span>
        }
      />
      <CommissionTable
        rows={page.items}
        params={params}
        filterKeys={commissionFilterKeys}
        cycle={settings.settlementCycle}
        now={ctx.now}
        staff={false}
        empty={
          <EmptyState
            icon={<HandCoins />}
            title={t("emptyTitle")}
            text={t("ownEmptyText")}
            action={
              <ButtonLink href="/distributor/links" variant="primary">
                {t("ownEmptyAction")}
              </ButtonLink>
            }
          />
        }
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}
