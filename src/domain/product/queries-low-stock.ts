import type { Ctx } from "#lib/context.ts";
import { isLowOnStock, type StockLevel } from "./rules.ts";

/** As many products as are looked at: far more than an operator has on sale. */
const MOST = 5_000;

export type LowProduct = StockLevel & { id: string; name: string };

/** Trusted: products low on master stock, the emptiest first. Of each only as many vouchers are counted as its own line asks for. */
export async function findLowOnStock(ctx: Pick<Ctx, "db">): Promise<LowProduct[]> {
  const rows = await ctx.db.$queryRaw<LowProduct[]>`
    SELECT p.id::text, p.name, p.on_sale AS "onSale", p.low_stock_at AS "lowStockAt", s.n AS "inStock",
      EXISTS (SELECT 1 FROM batch b WHERE b.product_id = p.id AND b.imported_count > 0) AS stocked
    FROM product p, LATERAL (
      SELECT count(*)::int AS n FROM (
        SELECT 1 FROM voucher v WHERE v.product_id = p.id AND v.status = 'IN_STOCK' LIMIT p.low_stock_at) enough) s
    WHERE p.on_sale ORDER BY s.n, p.name LIMIT ${MOST}`;
  return rows.filter(isLowOnStock);
}
