import { authorize } from "#domain/access/rules.ts";
import { isLowOnStock } from "#domain/product/rules.ts";
import type { Ctx } from "#lib/context.ts";
import type { Db, Tx } from "#lib/db.ts";
import { noVouchers, type StatusCounts, totalOf } from "./rules.ts";

export type StockFilter = { productId?: string; distributorId?: string };
type Cell = {
  productId: string;
  batchId: string;
  distributorId: string | null;
  status: keyof StatusCounts;
  linked: boolean;
  count: number;
};

/** One reading of every voucher there is, by batch, place and channel: all figures of the page come from it, so they agree. */
async function readCells(ctx: Ctx, productId: string | null): Promise<Cell[]> {
  return ctx.db.$queryRaw<Cell[]>`
    SELECT c.product_id::text AS "productId", c.batch_id::text AS "batchId", a.distributor_id::text AS "distributorId",
      c.status::text, c.linked, sum(c.count)::int AS count
    FROM (
      SELECT product_id, batch_id, allotment_id, status, link_id IS NOT NULL AS linked, count(*) AS count FROM voucher
      WHERE ${productId}::uuid IS NULL OR product_id = ${productId}::uuid
      GROUP BY 1, 2, 3, 4, 5) c
    LEFT JOIN allotment a ON a.id = c.allotment_id
    GROUP BY 1, 2, 3, 4, 5`;
}

export type ProductStock = {
  product: { id: string; name: string; lowStockAt: number; onSale: boolean };
  counts: StatusCounts;
  total: number;
  low: boolean;
};
export type ChannelStock = {
  distributor: { id: string; name: string; level: string };
  /** Not yet claimed, by product: `free` lies in allotments, `linked` in claim links. */
  cells: Map<string, { free: number; linked: number }>;
  total: number;
};
export type BatchStock = {
  batch: { id: string; no: number; productId: string; product: string };
  counts: StatusCounts;
  imported: number;
  adds: boolean;
};
export type StockReport = {
  products: ProductStock[];
  channels: ChannelStock[];
  batches: BatchStock[];
  totals: StatusCounts;
  adds: boolean;
};

const MOST_BATCHES = 200;

/** Master stock, every channel's sub-stock, and the proof that they add up to what came in. */
export async function getStock(ctx: Ctx, filter: StockFilter = {}): Promise<StockReport> {
  authorize(ctx, "voucher:read");
  const productId = filter.productId ?? null;
  const [[cells, batches], products, distributors] = await Promise.all([
    readTogether(ctx, productId),
    ctx.db.product.findMany({
      where: productId ? { id: productId } : {},
      select: { id: true, name: true, lowStockAt: true, onSale: true },
      orderBy: { id: "desc" },
      take: 200,
    }),
    ctx.db.distributor.findMany({
      where: filter.distributorId ? { id: filter.distributorId } : {},
      select: { id: true, name: true, level: { select: { name: true } } },
      take: 5_000,
    }),
  ]);
  const byProduct = sumBy(cells, (cell) => cell.productId);
  const byBatch = sumBy(cells, (cell) => cell.batchId);
  const told = batches.map(({ id, no, productId, importedCount, product }): BatchStock => {
    const counts = byBatch.get(id) ?? noVouchers();
    return {
      batch: { id, no, productId, product: product.name },
      counts,
      imported: importedCount,
      adds: totalOf(counts) === importedCount,
    };
  });
  const totals = sumBy(cells, () => "all").get("all") ?? noVouchers();
  return {
    products: products.map((product) => productStock(product, byProduct.get(product.id) ?? noVouchers())),
    channels: channelStocks(cells, distributors),
    batches: [...told.filter(({ adds }) => !adds), ...told.filter(({ adds }) => adds)].slice(0, MOST_BATCHES),
    totals,
    adds: told.every(({ adds }) => adds) && totalOf(totals) === told.reduce((sum, { imported }) => sum + imported, 0),
  };
}

/** Vouchers and what their batches say, of one instant: an import may be committing rows just now. */
function readTogether(ctx: Ctx, productId: string | null) {
  const read = async (db: Tx) =>
    [
      await readCells({ ...ctx, db }, productId),
      await db.batch.findMany({
        where: { importedCount: { gt: 0 }, ...(productId ? { productId } : {}) },
        select: { id: true, no: true, productId: true, importedCount: true, product: { select: { name: true } } },
        orderBy: { id: "desc" },
      }),
    ] as const;
  return "$connect" in ctx.db ? (ctx.db as Db).$transaction(read, { isolationLevel: "RepeatableRead" }) : read(ctx.db);
}

function sumBy(cells: Cell[], key: (cell: Cell) => string): Map<string, StatusCounts> {
  const sums = new Map<string, StatusCounts>();
  for (const cell of cells) {
    const counts = sums.get(key(cell)) ?? noVouchers();
    counts[cell.status] += cell.count;
    sums.set(key(cell), counts);
  }
  return sums;
}

function productStock(product: ProductStock["product"], counts: StatusCounts): ProductStock {
  const total = totalOf(counts);
  return { product, counts, total, low: isLowOnStock({ ...product, inStock: counts.IN_STOCK, stocked: total > 0 }) };
}

function channelStocks(cells: Cell[], distributors: { id: string; name: string; level: { name: string } }[]): ChannelStock[] {
  const channels = new Map(
    distributors.map(({ id, name, level }): [string, ChannelStock] => [
      id,
      { distributor: { id, name, level: level.name }, cells: new Map(), total: 0 },
    ]),
  );
  for (const { distributorId, productId, status, linked, count } of cells) {
    const channel = status === "ALLOTTED" && distributorId ? channels.get(distributorId) : undefined;
    if (!channel) continue;
    const cell = channel.cells.get(productId) ?? { free: 0, linked: 0 };
    cell[linked ? "linked" : "free"] += count;
    channel.cells.set(productId, cell);
    channel.total += count;
  }
  return [...channels.values()].filter(({ total }) => total > 0).sort((a, b) => b.total - a.total);
}
