import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";

/** Only a category without products and without commission rules. */
export async function deleteCategory(ctx: Ctx, { id }: { id: string }): Promise<{ id: string }> {
  authorize(ctx, "product:manage");
  return inTransaction(ctx, async (tx) => {
    const rows = await tx.db.$queryRaw<{ name: string }[]>`SELECT name FROM category WHERE id = ${id}::uuid FOR UPDATE`;
    if (!rows[0]) throw new DomainError("NOT_FOUND");
    const products = await tx.db.product.count({ where: { categoryId: id } });
    const rules = await tx.db.commissionRule.count({ where: { categoryId: id } });
    if (products > 0 || rules > 0) throw new DomainError("IN_USE", { products, rules });
    await tx.db.category.delete({ where: { id } });
    await recordAudit(tx, { action: "category.delete", subject: { type: "category", id }, before: rows[0] });
    return { id };
  });
}
