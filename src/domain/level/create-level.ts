import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError, isUniqueViolation } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { type LevelInput, levelInput, maxLevels } from "./schema.ts";

/** A new level starts as the lowest: it changes nobody's place. Products have no price for it until one is set. */
export async function createLevel(ctx: Ctx, input: LevelInput): Promise<{ id: string }> {
  authorize(ctx, "distributor:manage");
  const data = levelInput.parse(input);
  try {
    return await inTransaction(ctx, async (tx) => {
      // One at a time: the next rank follows from all the others.
      await tx.db.$executeRaw`LOCK TABLE level IN SHARE ROW EXCLUSIVE MODE`;
      const ranks = await tx.db.level.findMany({ select: { rank: true }, take: maxLevels });
      if (ranks.length >= maxLevels) throw new DomainError("LIMIT_REACHED");
      const rank = Math.max(0, ...ranks.map((row) => row.rank)) + 1;
      const level = await tx.db.level.create({ data: { id: newId(), ...data, rank } });
      await recordAudit(tx, { action: "level.create", subject: { type: "level", id: level.id }, after: { ...data, rank } });
      return { id: level.id };
    });
  } catch (error) {
    if (isUniqueViolation(error, "level_name_key")) throw new DomainError("DUPLICATE", { fields: { name: "DUPLICATE" } });
    throw error;
  }
}
