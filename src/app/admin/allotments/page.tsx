import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { dateRange } from "#app/date-range.ts";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { hrefWith, one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { listAllotments } from "#domain/allotment/queries.ts";
import { listRecalls, type Sales, sumSales } from "#domain/allotment/queries-sales.ts";
import { listFilterChoices } from "#domain/voucher/queries.ts";
import { requireStaff } from "#trpc/server.ts";
import { PurchaseTable } from "./purchase-table.tsx";
import { RecallTable } from "./recall-table.tsx";

/** Every purchase and every recall: the lists behind the dashboard's sales, with the sums that make it up. */
export default async function PurchasesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("distributor:read");
  const params = await searchParams;
  const t = await getTranslations("allotment");
  const chosen = { productId: one(params.productId), distributorId: one(params.distributorId), ...dateRange(params) };
  const filter = { ...chosen, after: one(params.after) };
  const recalls = one(params.show) === "recalls";
  const [purchased, recalled, sales, choices] = await Promise.all([
    recalls ? null : listAllotments(ctx, filter),
    recalls ? listRecalls(ctx, filter) : null,
    sumSales(ctx, chosen),
    listFilterChoices(ctx),
  ]);
  const page = purchased ?? recalled;
  const options = (rows: { id: string; name: string }[]) => rows.map((row) => ({ value: row.id, label: row.name }));
  return (
    <>
      <PageHeader title={t("staffTitle")} description={t("staffLead")} />
      <FilterBar
        selects={[
          { key: "productId", label: t("product"), options: options(choices.products) },
          { key: "distributorId", label: t("distributor"), options: options(choices.distributors) },
        ]}
        dates
      />
      <SalesSums sales={sales} params={params} />
      <LinkTabs
        label={t("staffTitle")}
        current={recalls ? "recalls" : "purchases"}
        tabs={[
          {
            key: "purchases",
            href: hrefWith(params, { show: null, after: null }),
            label: t("purchases"),
            count: sales.purchases,
          },
          { key: "recalls", href: hrefWith(params, { show: "recalls", after: null }), label: t("recalls"), count: sales.recalls },
        ]}
      />
      {purchased ? <PurchaseTable rows={purchased.items} params={params} /> : null}
      {recalled ? <RecallTable rows={recalled.items} params={params} /> : null}
      <KeysetPagination params={params} count={page?.items.length ?? 0} next={page?.next ?? null} />
    </>
  );
}

function SalesSums({ sales, params }: { sales: Sales; params: Params }) {
  const t = useTranslations("allotment");
  return (
    <div className="mb-4 grid gap-3 sm:grid-cols-3 sm:gap-4">
      <Stat
        label={t("sum.bought")}
        value={<Money minor={sales.boughtMinor} />}
        hint={t("sum.vouchers", { count: sales.boughtVouchers })}
        href={hrefWith(params, { show: null, after: null })}
      />
      <Stat
        label={t("sum.recalled")}
        value={<Money minor={-sales.recalledMinor} />}
        hint={t("sum.vouchers", { count: sales.recalledVouchers })}
        href={hrefWith(params, { show: "recalls", after: null })}
      />
      <Stat label={t("sum.net")} value={<Money minor={sales.netMinor} />} hint={t("sum.netHint")} />
    </div>
  );
}
