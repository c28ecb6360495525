import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { enqueueMessages } from "#domain/message/enqueue-message.ts";
import { findLowOnStock } from "#domain/product/queries-low-stock.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { dayKey } from "#lib/time.ts";

const MOST = 200;

/** Mails owners and managers about products on sale whose master stock has run low: once for each product and day. */
export async function alertLowStock(ctx: Ctx): Promise<{ alerts: number }> {
  authorize(ctx, "cron:run");
  const low = (await findLowOnStock(ctx)).slice(0, MOST);
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
      params: { product: product.name, left: product.inStock },
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
