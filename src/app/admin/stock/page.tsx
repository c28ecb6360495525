import { Boxes } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ExportButton } from "#components/table/export-button.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { Alert } from "#components/ui/alert.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Num } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import { can } from "#domain/access/rules.ts";
import { listFilterChoices } from "#domain/voucher/queries.ts";
import { getStock, type StockReport } from "#domain/voucher/queries-stock.ts";
import { totalOf } from "#domain/voucher/rules.ts";
import { isId } from "#lib/ids.ts";
import { requireStaff } from "#trpc/server.ts";
import { BatchTable, ChannelTable, ProductTable } from "./stock-tables.tsx";

const known = (value: string | undefined) => (isId(value) ? value : undefined);

export default async function StockPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("voucher:read");
  const params = await searchParams;
  const t = await getTranslations("stock");
  const productId = known(one(params.productId));
  const [stock, choices] = await Promise.all([
    getStock(ctx, { productId, distributorId: known(one(params.distributorId)) }),
    listFilterChoices(ctx),
  ]);
  const total = totalOf(stock.totals);
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <FilterBar
        selects={[
          {
            key: "productId",
            label: t("product"),
            options: choices.products.map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            key: "distributorId",
            label: t("channel"),
            options: choices.distributors.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
        actions={can(ctx.actor, "voucher:export") && total > 0 ? <ExportButton href="/api/export/stock" params={params} /> : null}
      />
      {total === 0 ? (
        <Card>
          <EmptyState
            icon={<Boxes />}
            title={t("emptyTitle")}
            text={t("emptyText")}
            action={<ButtonLink href="/admin/batches">{t("batch")}</ButtonLink>}
          />
        </Card>
      ) : (
        <div className="grid gap-4">
          <Summary stock={stock} total={total} productId={productId} />
          <ProductTable stock={stock} />
          <ChannelTable stock={stock} />
          <BatchTable stock={stock} />
        </div>
      )}
    </>
  );
}

async function Summary({ stock, total, productId }: { stock: StockReport; total: number; productId?: string }) {
  const t = await getTranslations("stock");
  const status = await getTranslations("voucher.status");
  const { IN_STOCK, ALLOTTED, CLAIMED, REDEEMED, EXPIRED, VOIDED } = stock.totals;
  const low = stock.products.filter((product) => product.low);
  const href = (key: string) => `/admin/vouchers?status=${key}${productId ? `&productId=${productId}` : ""}`;
  const sum = t("addsText", {
    stock: IN_STOCK,
    allotted: ALLOTTED,
    claimed: CLAIMED,
    redeemed: REDEEMED,
    expired: EXPIRED,
    voided: VOIDED,
    total,
  });
  return (
    <>
      {low.length > 0 ? (
        <Alert tone="warning" title={t("lowAlert", { count: low.length })}>
          {t("lowAlertText", {
            names: low
              .slice(0, 5)
              .map(({ product }) => product.name)
              .join("、"),
          })}
        </Alert>
      ) : null}
      <StatGrid>
        <Stat label={t("master")} value={<Num value={IN_STOCK} />} href={href("IN_STOCK")} />
        <Stat label={status("ALLOTTED")} value={<Num value={ALLOTTED} />} href={href("ALLOTTED")} />
        <Stat label={status("CLAIMED")} value={<Num value={CLAIMED} />} href={href("CLAIMED")} />
        <Stat label={status("REDEEMED")} value={<Num value={REDEEMED} />} href={href("REDEEMED")} />
      </StatGrid>
      <Alert tone={stock.adds ? "success" : "danger"} title={stock.adds ? t("adds") : t("mismatch")}>
        <span className="tnum">{stock.adds ? sum : t("mismatchText")}</span>
      </Alert>
    </>
  );
}
