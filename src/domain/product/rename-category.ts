import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError, isUniqueViolation } from "#lib/errors.ts";
import { categoryInput } from "./schema.ts";

export async function renameCategory(ctx: Ctx, input: { id: string; name: string }): Promise<{ id: string }> {
  authorize(ctx, "product:manage");
  const { id } = input;
  const { name } = categoryInput.parse(input);
  try {
    return await inTransaction(ctx, async (tx) => {
      const before = await tx.db.category.findUnique({ where: { id }, select: { name: true } });
      if (!before) throw new DomainError("NOT_FOUND");
      await tx.db.category.update({ where: { id }, data: { name } });
      await recordAudit(tx, { action: "category.rename", subject: { type: "category", id }, before, after: { name } });
      return { id };
    });
  } catch (error) {
    if (isUniqueViolation(error, "category_name_key")) throw new DomainError("DUPLICATE", { fields: { name: "DUPLICATE" } });
    throw error;
  }
}
