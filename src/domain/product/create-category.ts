import type { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { categoryInput, maxCategories } from "./schema.ts";

/** Safe to repeat: a name that exists answers the category it names. */
export async function createCategory(ctx: Ctx, input: z.infer<typeof categoryInput>): Promise<{ id: string; name: string }> {
  authorize(ctx, "product:manage");
  const { name } = categoryInput.parse(input);
  return inTransaction(ctx, async (tx) => {
    const { _count, _max } = await tx.db.category.aggregate({ _count: true, _max: { position: true } });
    if (_count >= maxCategories) throw new DomainError("LIMIT_REACHED");
    const id = newId();
    const data = [{ id, name, position: (_max.position ?? 0) + 1 }];
    const { count } = await tx.db.category.createMany({ data, skipDuplicates: true });
    if (count === 0) return tx.db.category.findUniqueOrThrow({ where: { name }, select: { id: true, name: true } });
    await recordAudit(tx, { action: "category.create", subject: { type: "category", id }, after: { name } });
    return { id, name };
  });
}
