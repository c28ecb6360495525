import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import type { ProductData } from "./schema.ts";
import { checkProduct, productColumns, writePrices } from "./write-product.ts";

/** Saves only over the version the editor saw; otherwise CONFLICT, and what he typed is still in his form. */
export async function updateProduct(ctx: Ctx, input: ProductData & { id: string; updatedAt: string }): Promise<{ id: string }> {
  authorize(ctx, "product:manage");
  const { id, updatedAt: seen, ...data } = input;
  return inTransaction(ctx, async (tx) => {
    await tx.db.$executeRaw`SELECT 1 FROM product WHERE id = ${id}::uuid FOR UPDATE`;
    const before = await tx.db.product.findUnique({
      where: { id },
      include: { prices: { select: { levelId: true, priceMinor: true } } },
    });
    if (!before) throw new DomainError("NOT_FOUND");
    if (before.updatedAt.getTime() !== new Date(seen).getTime())
      throw new DomainError("CONFLICT", { updatedAt: before.updatedAt.toISOString() });
    await checkProduct(tx, data, before);
    // Vouchers already made were promised one way of use; it cannot change under them.
    if (
      data.fulfilment !== before.fulfilment &&
      (await tx.db.voucher.findFirst({ where: { productId: id }, select: { id: true } }))
    )
      throw new DomainError("IN_USE", { fields: { fulfilment: "IN_USE" } });
    await tx.db.product.update({
      where: { id },
      data: { ...productColumns(data), updatedAt: laterThan(before.updatedAt, tx.now) },
    });
    await writePrices(tx, id, data.prices);
    await recordAudit(tx, { action: "product.update", subject: { type: "product", id }, before, after: data });
    return { id };
  });
}

/** Two changes in one millisecond are still two versions. */
export const laterThan = (before: Date, now: Date): Date => new Date(Math.max(now.getTime(), before.getTime() + 1));
