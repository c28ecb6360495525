import type { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { productsOutOfOrder } from "./rules.ts";
import { reorderInput } from "./schema.ts";

/** Ranks all levels anew, highest first. Refused while a product's prices contradict the new order. */
export async function reorderLevels(ctx: Ctx, input: z.infer<typeof reorderInput>): Promise<{ ids: string[] }> {
  authorize(ctx, "distributor:manage");
  const { ids } = reorderInput.parse(input);
  return inTransaction(ctx, async (tx) => {
    await tx.db.$executeRaw`LOCK TABLE level IN SHARE ROW EXCLUSIVE MODE`;
    const before = await tx.db.level.findMany({ select: { id: true, rank: true } });
    const known = new Set(before.map((level) => level.id));
    // Somebody else added or removed a level meanwhile: his list is not ours.
    if (ids.length !== known.size || new Set(ids).size !== ids.length || !ids.every((id) => known.has(id)))
      throw new DomainError("CONFLICT");
    const wrong = productsOutOfOrder(ids, await tx.db.productPrice.findMany());
    if (wrong.length > 0) {
      const products = await tx.db.product.findMany({ where: { id: { in: wrong } }, select: { id: true, name: true }, take: 5 });
      throw new DomainError("LEVEL_PRICE_ORDER", { products, count: wrong.length });
    }
    // In two steps: ranks are unique at every moment.
    await tx.db.$executeRaw`UPDATE level SET rank = -rank`;
    await tx.db.$executeRaw`
      UPDATE level SET rank = o.place FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS o(id, place) WHERE level.id = o.id`;
    const order = [...before].sort((a, b) => a.rank - b.rank).map((level) => level.id);
    await recordAudit(tx, {
      action: "level.reorder",
      subject: { type: "level", id: ids[0]! },
      before: { ids: order },
      after: { ids },
    });
    return { ids };
  });
}
