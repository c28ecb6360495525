import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { lockWithdrawal } from "./lock-withdrawal.ts";
import { withdrawalIdInput } from "./schema.ts";
import { tellOutcome } from "./tell-outcome.ts";

/** Finance lets it go into the next payouts. No money moves by this. */
export function approveWithdrawal(ctx: Ctx, raw: { id: string }): Promise<{ ok: true }> {
  authorize(ctx, "payout:approve");
  const decidedById = actorOf(ctx, "staff").id;
  const { id } = withdrawalIdInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const withdrawal = await lockWithdrawal(tx, id);
    const { status } = withdrawal;
    if (status !== "REQUESTED") throw new DomainError("CONFLICT", { status });
    await tx.db.withdrawal.update({ where: { id }, data: { status: "APPROVED", decidedById, decidedAt: tx.now } });
    await tellOutcome(tx, withdrawal, "APPROVED");
    const change = { before: { status }, after: { status: "APPROVED", amountMinor: withdrawal.amountMinor } };
    await recordAudit(tx, { action: "withdrawal.approve", subject: { type: "withdrawal", id }, ...change });
    return { ok: true };
  });
}
