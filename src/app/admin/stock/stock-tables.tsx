import { Network } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { DataTable } from "#components/table/data-table.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Num } from "#components/ui/number.tsx";
import { SplitBar } from "#components/ui/progress.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { BatchStock, ChannelStock, ProductStock, StockReport } from "#domain/voucher/queries-stock.ts";
import { voucherStatuses } from "#domain/voucher/schema.ts";

const tones: Record<(typeof voucherStatuses)[number], Tone> = {
  IN_STOCK: "neutral",
  ALLOTTED: "accent",
  CLAIMED: "warning",
  REDEEMED: "success",
  EXPIRED: "neutral",
  VOIDED: "danger",
};
const MOST_PRODUCTS_ACROSS = 8;

/** A number that opens the vouchers behind it. */
function Count({ value, href }: { value: number; href: string }) {
  return value === 0 ? (
    <span className="text-muted">0</span>
  ) : (
    <TextLink href={href}>
      <Num value={value} />
    </TextLink>
  );
}

export async function ProductTable({ stock }: { stock: StockReport }) {
  const t = await getTranslations("stock");
  const status = await getTranslations("voucher.status");
  const rows = stock.products.filter(({ total }) => total > 0);
  return (
    <Card title={t("products")} description={t("productsText")} flush>
      <DataTable
        bare
        label={t("products")}
        rows={rows}
        rowKey={({ product }) => product.id}
        columns={[
          {
            key: "product",
            header: t("product"),
            primary: true,
            cell: ({ product, low }: ProductStock) => (
              <span className="flex flex-wrap items-center gap-2">
                <TextLink href={`/admin/products/${product.id}`}>{product.name}</TextLink>
                {low ? <Badge tone="warning">{t("low")}</Badge> : null}
              </span>
            ),
          },
          {
            key: "bar",
            header: t("total"),
            phone: "hide",
            className: "w-56",
            cell: ({ product, counts }: ProductStock) => (
              <SplitBar
                label={product.name}
                parts={voucherStatuses.map((key) => ({ value: counts[key], tone: tones[key], label: status(key) }))}
              />
            ),
          },
          ...voucherStatuses.map((key) => ({
            key,
            header: key === "IN_STOCK" ? t("master") : status(key),
            align: "end" as const,
            phone: key === "EXPIRED" || key === "VOIDED" ? ("hide" as const) : undefined,
            cell: ({ product, counts }: ProductStock) => (
              <Count value={counts[key]} href={`/admin/vouchers?productId=${product.id}&status=${key}`} />
            ),
          })),
          { key: "total", header: t("total"), align: "end", cell: ({ total }: ProductStock) => <Num value={total} /> },
        ]}
      />
    </Card>
  );
}

/** Distributor × product. Products nobody holds are left out; the widest eight are shown, the filter shows the others. */
export async function ChannelTable({ stock }: { stock: StockReport }) {
  const t = await getTranslations("stock");
  const held = stock.products.filter(({ product }) => stock.channels.some(({ cells }) => cells.has(product.id)));
  const across = held.slice(0, MOST_PRODUCTS_ACROSS);
  return (
    <Card
      title={t("channels")}
      description={
        held.length > across.length
          ? `${t("channelsText")} ${t("more", { count: held.length - across.length })}`
          : t("channelsText")
      }
      flush
    >
      <DataTable
        bare
        label={t("channels")}
        rows={stock.channels}
        rowKey={({ distributor }) => distributor.id}
        empty={<EmptyState icon={<Network />} title={t("noChannels")} text={t("noChannelsText")} />}
        columns={[
          {
            key: "channel",
            header: t("channel"),
            primary: true,
            cell: ({ distributor }: ChannelStock) => (
              <span className="grid">
                <TextLink href={`/admin/distributors/${distributor.id}`}>{distributor.name}</TextLink>
                <span className="text-xs font-normal text-muted">{distributor.level}</span>
              </span>
            ),
          },
          ...across.map(({ product }) => ({
            key: product.id,
            header: product.name,
            align: "end" as const,
            cell: ({ distributor, cells }: ChannelStock) => {
              const cell = cells.get(product.id) ?? { free: 0, linked: 0 };
              const href = `/admin/vouchers?status=ALLOTTED&productId=${product.id}&distributorId=${distributor.id}`;
              return (
                <span className="grid justify-items-end">
                  <Count value={cell.free + cell.linked} href={href} />
                  {cell.linked > 0 ? <span className="text-xs text-muted">{t("linkedOf", { count: cell.linked })}</span> : null}
                </span>
              );
            },
          })),
          { key: "total", header: t("quantity"), align: "end", cell: ({ total }: ChannelStock) => <Num value={total} /> },
          {
            key: "recall",
            header: t("recall"),
            align: "end",
            cell: ({ distributor }: ChannelStock) => (
              <TextLink href={`/admin/distributors/${distributor.id}?tab=allotments`}>{t("recall")}</TextLink>
            ),
          },
        ]}
      />
    </Card>
  );
}

export async function BatchTable({ stock }: { stock: StockReport }) {
  const t = await getTranslations("stock");
  const status = await getTranslations("voucher.status");
  return (
    <Card title={t("batches")} description={t("batchesText", { count: 200 })} flush>
      <DataTable
        bare
        label={t("batches")}
        rows={stock.batches}
        rowKey={({ batch }) => batch.id}
        columns={[
          {
            key: "batch",
            header: t("batch"),
            primary: true,
            cell: ({ batch }: BatchStock) => (
              <span className="grid">
                <TextLink href={`/admin/batches/${batch.id}`}>#{batch.no}</TextLink>
                <span className="text-xs font-normal text-muted">{batch.product}</span>
              </span>
            ),
          },
          { key: "imported", header: t("imported"), align: "end", cell: ({ imported }: BatchStock) => <Num value={imported} /> },
          ...voucherStatuses.map((key) => ({
            key,
            header: status(key),
            align: "end" as const,
            phone: "hide" as const,
            cell: ({ batch, counts }: BatchStock) => (
              <Count value={counts[key]} href={`/admin/vouchers?batchId=${batch.id}&status=${key}`} />
            ),
          })),
          {
            key: "adds",
            header: t("adds"),
            align: "end",
            cell: ({ adds }: BatchStock) => <Badge tone={adds ? "success" : "danger"}>{adds ? t("adds") : t("mismatch")}</Badge>,
          },
        ]}
      />
    </Card>
  );
}
