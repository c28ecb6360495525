import { Send } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { dateRange } from "#app/date-range.ts";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { hrefWith, one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listItems, totalItems } from "#domain/payout/queries.ts";
import { getPayoutFigures } from "#domain/payout/queries-batches.ts";
import { itemStatuses } from "#domain/payout/rules.ts";
import type { ListItemsInput } from "#domain/payout/schema.ts";
import { monthStart } from "#lib/time.ts";
import { requireStaff } from "#trpc/server.ts";
import { ItemTable } from "../item-table.tsx";
import { PayoutTabs } from "../tabs.tsx";

export default async function PayoutItemsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("payout:read");
  const params = await searchParams;
  const filter: ListItemsInput = {
    q: one(params.q) || undefined,
    status: one(params.status) as ListItemsInput["status"],
    attention: one(params.attention) === "1",
    open: one(params.open) === "1",
    distributorId: one(params.distributorId),
    ...dateRange(params),
  };
  const [t, page, totals, figures] = await Promise.all([
    getTranslations("payout"),
    listItems(ctx, { ...filter, after: one(params.after) }),
    totalItems(ctx, {}),
    getPayoutFigures(ctx, monthStart(ctx.now)),
  ]);
  const countOf = (...statuses: string[]) =>
    totals.filter((one_) => statuses.includes(one_.status)).reduce((sum, one_) => sum + one_.count, 0);
  const view = filter.attention ? "attention" : filter.open ? "open" : "all";
  const clear = { attention: null, open: null, status: null, after: null };
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <PayoutTabs current="items" withdrawals={figures.withdrawalCount} attention={figures.attentionCount} />
      <LinkTabs
        label={t("tab.items")}
        current={view}
        tabs={[
          {
            key: "attention",
            href: hrefWith(params, { ...clear, attention: "1" }),
            label: t("figure.attention"),
            count: countOf("HELD", "PARKED", "FAILED"),
          },
          {
            key: "open",
            href: hrefWith(params, { ...clear, open: "1" }),
            label: t("figure.underWay"),
            count: countOf("READY", "SENDING", "WAITING", "UNKNOWN"),
          },
          { key: "all", href: hrefWith(params, clear), label: t("allItems") },
        ]}
      />
      <FilterBar
        search={{ placeholder: t("searchItems") }}
        selects={[
          {
            key: "status",
            label: t("status.label"),
            options: itemStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
          },
        ]}
        dates
      />
      <ItemTable
        rows={page.items}
        params={params}
        filterKeys={["q", "status", "from", "to", "distributorId"]}
        empty={
          <EmptyState
            icon={<Send />}
            title={view === "attention" ? t("nothingToDo") : t("emptyItems")}
            text={view === "attention" ? t("nothingToDoText") : t("emptyItemsText")}
          />
        }
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}
