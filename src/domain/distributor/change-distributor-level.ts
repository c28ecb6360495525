import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { type ChangeDistributorLevelInput, changeDistributorLevelInput } from "./schema.ts";

/** Changes what his next purchases cost. What he has bought keeps the price he paid. */
export function changeDistributorLevel(ctx: Ctx, raw: ChangeDistributorLevelInput): Promise<{ id: string }> {
  authorize(ctx, "distributor:manage");
  const { id, levelId, reason } = changeDistributorLevelInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const [before] = await tx.db.$queryRaw<{ level_id: string; name: string }[]>`
      SELECT d.level_id::text, l.name FROM distributor d JOIN level l ON l.id = d.level_id
      WHERE d.id = ${id}::uuid FOR UPDATE OF d`;
    if (!before) throw new DomainError("NOT_FOUND");
    const level = await tx.db.level.findUnique({ where: { id: levelId } });
    if (!level) throw new DomainError("INVALID_INPUT", { fields: { levelId: "form.choose" } });
    if (before.level_id === levelId) return { id };
    await tx.db.distributor.update({ where: { id }, data: { levelId } });
    await recordAudit(tx, {
      action: "distributor.changeLevel",
      subject: { type: "distributor", id },
      before: { level: before.name },
      after: { level: level.name },
      reason,
    });
    return { id };
  });
}
