import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";

/** Only a level nobody has, no commission rule names and no setting points at. Its prices go with it. */
export async function deleteLevel(ctx: Ctx, input: { id: string }): Promise<{ id: string }> {
  authorize(ctx, "distributor:manage");
  const { id } = input;
  return inTransaction(ctx, async (tx) => {
    const rows = await tx.db.$queryRaw<{ name: string; rank: number }[]>`
      SELECT name, rank FROM level WHERE id = ${id}::uuid FOR UPDATE`;
    const level = rows[0];
    if (!level) throw new DomainError("NOT_FOUND");
    const distributors = await tx.db.distributor.count({ where: { levelId: id } });
    const rules = await tx.db.commissionRule.count({ where: { levelId: id } });
    const isDefault = (await getSettings(tx)).defaultLevelId === id;
    if (distributors > 0 || rules > 0 || isDefault) throw new DomainError("IN_USE", { distributors, rules, isDefault });
    const prices = await tx.db.productPrice.findMany({ where: { levelId: id }, select: { productId: true, priceMinor: true } });
    await tx.db.productPrice.deleteMany({ where: { levelId: id } });
    await tx.db.level.delete({ where: { id } });
    await recordAudit(tx, { action: "level.delete", subject: { type: "level", id }, before: { ...level, prices } });
    return { id };
  });
}
