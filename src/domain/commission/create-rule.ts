import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { readTerms, type Terms } from "./rules-terms.ts";
import { type RuleInput, ruleInput } from "./schema.ts";

/** A new rule, at work at once. It pays for redemptions from now on; what was earned before stays as it was. */
export function createRule(ctx: Ctx, input: RuleInput): Promise<{ id: string }> {
  authorize(ctx, "commission:manage");
  return inTransaction(ctx, async (tx) => {
    const terms = readTerms(ruleInput.parse(input), (await getSettings(tx)).networkDepth);
    const id = await insertRule(tx, terms, true);
    await recordAudit(tx, { action: "commissionRule.create", subject: { type: "commissionRule", id }, after: terms });
    return { id };
  });
}

export async function insertRule(tx: TxCtx, terms: Terms, active: boolean): Promise<string> {
  await mustExist(tx, terms);
  const id = newId(tx.now.getTime());
  const { shares, ...rule } = terms;
  await tx.db.commissionRule.create({ data: { ...rule, id, active, createdAt: tx.now, shares: { create: shares } } });
  return id;
}

async function mustExist(tx: TxCtx, { productId, categoryId, levelId }: Terms): Promise<void> {
  const [found] = await tx.db.$queryRaw<{ product: boolean; category: boolean; level: boolean }[]>`
    SELECT ${productId}::uuid IS NULL OR EXISTS (SELECT 1 FROM product WHERE id = ${productId}::uuid) AS product,
      ${categoryId}::uuid IS NULL OR EXISTS (SELECT 1 FROM category WHERE id = ${categoryId}::uuid) AS category,
      ${levelId}::uuid IS NULL OR EXISTS (SELECT 1 FROM level WHERE id = ${levelId}::uuid) AS level`;
  const fields = {
    ...(found!.product ? {} : { productId: "NOT_FOUND" }),
    ...(found!.category ? {} : { categoryId: "NOT_FOUND" }),
    ...(found!.level ? {} : { levelId: "NOT_FOUND" }),
  };
  if (Object.keys(fields).length > 0) throw new DomainError("INVALID_INPUT", { fields });
}
