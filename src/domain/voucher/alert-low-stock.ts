import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { enqueueMessages } from "#domain/message/enqueue-message.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { dayKey } from "#lib/time.ts";

const MOST = 200;

type Low = { id: string; name: string; left: number };

/** Mails owners and managers about products on sale whose master stock has run low: once for each product and day. */
export async function alertLowStock(ctx: Ctx): Promise<{ alerts: number }> {
  authorize(ctx, "cron:run");
  const low = await ctx.db.$queryRaw<Low[]>`
    SELECT p.id::text, p.name, s.left FROM product p, LATERAL (
      SELECT count(*)::int AS left FROM (
        SELECT 1 FROM voucher v WHERE v.product_id = p.id AND v.status = 'IN_STOCK' LIMIT p.low_stock_at + 1) enough) s
    WHERE p.on_sale AND p.low_stock_at > 0 AND s.left < p.low_stock_at
      AND EXISTS (SELECT 1 FROM batch b WHERE b.product_id = p.id AND b.imported_count > 0)
    ORDER BY p.id LIMIT ${MOST}`;
  if (low.length === 0) return { alerts: 0 };
  const people = await ctx.db.user.findMany({
    where: { kind: "STAFF", staffRole: { in: ["OWNER", "MANAGER"] }, disabledAt: null },
    select: { id: true, email: true, locale: true },
    take: 100,
  });
  const day = dayKey(ctx.now);
  const envelopes = people.flatMap(({ id, email, locale }) =>
    low.map((product) => ({
      template: "stock.low" as const,
      to: email,
      locale,
      params: { product: product.name, left: product.left },
      secrets: {},
      dedupeKey: `stock.low:${product.id}:${day}:${id}`,
    })),
  );
  const alerts = await inTransaction(ctx, async (tx) => {
    const count = await enqueueMessages(tx, envelopes);
    if (count > 0)
      await recordAudit(tx, {
        action: "stock.alert",
        subject: { type: "stock", id: day },
        after: { products: low.map(({ name }) => name), count },
      });
    return count;
  });
  return { alerts };
}
