import type { TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";

/** The rule, locked until the transaction ends. NOT_FOUND when there is none, CONFLICT when somebody archived or replaced it meanwhile. */
export async function lockRule(tx: TxCtx, id: string) {
  await tx.db.$queryRaw`SELECT 1 FROM commission_rule WHERE id = ${id}::uuid FOR UPDATE`;
  const rule = await tx.db.commissionRule.findUnique({
    where: { id },
    include: { shares: { select: { depth: true, value: true }, orderBy: { depth: "asc" } } },
  });
  if (!rule) throw new DomainError("NOT_FOUND");
  if (rule.archivedAt) throw new DomainError("CONFLICT");
  return rule;
}
