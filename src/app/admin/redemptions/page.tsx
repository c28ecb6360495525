import { ScanLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { DataTable } from "#components/table/data-table.tsx";
import { ExportButton } from "#components/table/export-button.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { listDistributorOptions } from "#domain/distributor/queries.ts";
import { merchantOptions } from "#domain/merchant/queries.ts";
import { productOptions } from "#domain/product/queries.ts";
import { listRedemptions, type RedemptionRow, sumRedemptions } from "#domain/redemption/queries.ts";
import type { RedemptionFilter } from "#domain/redemption/schema.ts";
import { mostRows } from "#lib/csv.ts";
import { requireStaff } from "#trpc/server.ts";
import { SlotNote } from "./slot-note.tsx";

const filterKeys = ["voucherId", "productId", "distributorId", "merchantId", "method", "state", "from", "to", "slot"];
const methods = ["CODE_REVEALED", "TYPED_AT_STORE", "SCANNED_AT_STORE"] as const;

export async function generateMetadata() {
  return { title: (await getTranslations("redemption"))("title") };
}

export default async function RedemptionsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("redemption:read");
  const params = await searchParams;
  const filter = Object.fromEntries(filterKeys.map((key) => [key, one(params[key])])) as RedemptionFilter;
  const [t, page, sum, products, distributors, merchants] = await Promise.all([
    getTranslations("redemption"),
    listRedemptions(ctx, { ...filter, after: one(params.after) }),
    sumRedemptions(ctx, filter),
    productOptions(ctx),
    listDistributorOptions(ctx),
    merchantOptions(ctx),
  ]);
  const named = (rows: { id: string; name: string }[]) => rows.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("lead")}
        actions={
          <span title={t("exportHint", { max: mostRows })}>
            <ExportButton href="/api/export/redemptions" params={params} />
          </span>
        }
      />
      <FilterBar
        selects={[
          { key: "productId", label: t("product"), options: named(products) },
          { key: "distributorId", label: t("distributor"), options: named(distributors) },
          { key: "merchantId", label: t("merchant"), options: named(merchants) },
          { key: "method", label: t("methodLabel"), options: methods.map((value) => ({ value, label: t(`method.${value}`) })) },
          {
            key: "state",
            label: t("state.label"),
            options: ["valid", "reversed"].map((value) => ({ value, label: t(`state.${value}`) })),
          },
        ]}
        dates
      />
      <SlotNote slot={filter.slot} params={params} />
      <div className="mb-4 grid gap-3 sm:grid-cols-3 sm:gap-4">
        <Stat label={t("sum.count")} value={<Num value={sum.count} />} />
        <Stat label={t("sum.reversed")} value={<Num value={sum.reversed} />} />
        <Stat label={t("sum.commission")} value={<Money minor={sum.commissionMinor} />} hint={t("sum.commissionHint")} />
      </div>
      <RedemptionTable rows={page.items} params={params} />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}

function RedemptionTable({ rows, params }: { rows: RedemptionRow[]; params: Params }) {
  const t = useTranslations("redemption");
  return (
    <DataTable
      label={t("title")}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/admin/redemptions/${row.id}`}
      params={params}
      filterKeys={filterKeys}
      empty={<EmptyState icon={<ScanLine />} title={t("emptyTitle")} text={t("emptyText")} />}
      columns={[
        { key: "at", header: t("at"), cell: (row) => <DateTime at={row.createdAt} seconds /> },
        { key: "product", header: t("product"), primary: true, cell: (row) => row.voucher.product.name },
        { key: "method", header: t("methodLabel"), cell: (row) => t(`method.${row.method}`) },
        { key: "merchant", header: t("merchant"), cell: (row) => row.merchant?.name ?? <span className="text-muted">—</span> },
        { key: "distributor", header: t("distributor"), cell: (row) => row.distributorName },
        { key: "commission", header: t("commission"), align: "end", cell: (row) => <Money minor={row.commissionMinor} /> },
        {
          key: "state",
          header: t("state.label"),
          cell: (row) => (
            <Badge tone={row.reversedAt ? "danger" : "success"} dot>
              {t(row.reversedAt ? "state.reversed" : "state.valid")}
            </Badge>
          ),
        },
      ]}
    />
  );
}
