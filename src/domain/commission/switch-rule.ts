import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { lockRule } from "./lock-rule.ts";

/** Puts a rule to work or to rest. */
export function switchRule(ctx: Ctx, input: { id: string; active: boolean }): Promise<{ ok: true }> {
  authorize(ctx, "commission:manage");
  return inTransaction(ctx, async (tx) => {
    const rule = await lockRule(tx, input.id);
    if (rule.active === input.active) return { ok: true };
    await tx.db.commissionRule.update({ where: { id: rule.id }, data: { active: input.active } });
    await recordAudit(tx, {
      action: input.active ? "commissionRule.enable" : "commissionRule.disable",
      subject: { type: "commissionRule", id: rule.id },
      before: { active: rule.active },
      after: { active: input.active },
    });
    return { ok: true };
  });
}
