import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { insertRule } from "./create-rule.ts";
import { lockRule } from "./lock-rule.ts";
import { readTerms } from "./rules-terms.ts";
import { type RuleInput, ruleInput } from "./schema.ts";

/** An edit is a new version: the old rule is archived with what was earned under it, the new one takes its place. */
export function replaceRule(ctx: Ctx, input: RuleInput & { id: string }): Promise<{ id: string }> {
  authorize(ctx, "commission:manage");
  return inTransaction(ctx, async (tx) => {
    const old = await lockRule(tx, input.id);
    const terms = readTerms(ruleInput.parse(input), (await getSettings(tx)).networkDepth);
    const id = await insertRule(tx, terms, old.active);
    await tx.db.commissionRule.update({ where: { id: old.id }, data: { active: false, archivedAt: tx.now, replacedBy: id } });
    const { shares, name, productId, categoryId, levelId, base, kind, pool } = old;
    await recordAudit(tx, {
      action: "commissionRule.replace",
      subject: { type: "commissionRule", id },
      before: { name, productId, categoryId, levelId, base, kind, pool, shares },
      after: terms,
    });
    return { id };
  });
}
