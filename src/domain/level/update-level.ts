import type { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError, isUniqueViolation } from "#lib/errors.ts";
import { updateLevelInput } from "./schema.ts";

export async function updateLevel(ctx: Ctx, input: z.input<typeof updateLevelInput>): Promise<{ id: string }> {
  authorize(ctx, "distributor:manage");
  const { id, ...data } = updateLevelInput.parse(input);
  try {
    return await inTransaction(ctx, async (tx) => {
      const before = await tx.db.level.findUnique({ where: { id }, select: { name: true, description: true, holdDays: true } });
      if (!before) throw new DomainError("NOT_FOUND");
      await tx.db.level.update({ where: { id }, data });
      await recordAudit(tx, { action: "level.update", subject: { type: "level", id }, before, after: data });
      return { id };
    });
  } catch (error) {
    if (isUniqueViolation(error, "level_name_key")) throw new DomainError("DUPLICATE", { fields: { name: "DUPLICATE" } });
    throw error;
  }
}
