import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { lockRule } from "./lock-rule.ts";

/** Takes a rule away for good. What was earned under it keeps pointing at it. */
export function archiveRule(ctx: Ctx, input: { id: string }): Promise<{ ok: true }> {
  authorize(ctx, "commission:manage");
  return inTransaction(ctx, async (tx) => {
    const rule = await lockRule(tx, input.id);
    await tx.db.commissionRule.update({ where: { id: rule.id }, data: { active: false, archivedAt: tx.now } });
    await recordAudit(tx, {
      action: "commissionRule.archive",
      subject: { type: "commissionRule", id: rule.id },
      before: { name: rule.name, active: rule.active },
    });
    return { ok: true };
  });
}
