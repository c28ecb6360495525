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
import { exportLimit, listCommissions, totalCommissions } from "#domain/commission/queries.ts";
import { listDistributorOptions } from "#domain/distributor/queries.ts";
import { productOptions } from "#domain/product/queries.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { requireStaff } from "#trpc/server.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("commission"))("title") };
}

export default async function CommissionsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("commission:read");
  const params = await searchParams;
  const filter = commissionFilterOf(params);
  const [t, page, totals, settings, products, distributors] = await Promise.all([
    getTranslations("commission"),
    listCommissions(ctx, filter),
    totalCommissions(ctx, filter),
    getSettings(ctx),
    productOptions(ctx),
    listDistributorOptions(ctx),
  ]);
  const named = (rows: { id: string; name: string }[]) => rows.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <CommissionTotals totals={totals} params={params} status={filter.status} />
      <FilterBar
        search={{ placeholder: t("search") }}
        selects={[
          { key: "distributor", label: t("earner"), options: named(distributors) },
          { key: "product", label: t("product"), options: named(products) },
          {
            key: "depth",
            label: t("depthLabel"),
            options: Array.from({ length: settings.networkDepth }, (_, up) => ({
              value: String(up + 1),
              label: up === 0 ? t("depth.1") : t("depth.n", { up }),
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
        staff
        empty={
          <EmptyState
            icon={<HandCoins />}
            title={t("emptyTitle")}
            text={t("emptyText")}
            action={<ButtonLink href="/admin/commission-rules">{t("emptyAction")}</ButtonLink>}
          />
        }
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}
