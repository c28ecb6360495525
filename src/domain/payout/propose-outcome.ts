import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { lockAttempt, lockItem } from "./lock-item.ts";
import { isDecidable } from "./rules.ts";
import { proposeOutcomeInput } from "./schema.ts";

/** What became of a payout the provider cannot tell of: the first person's word. Nothing moves until a second one confirms it. */
export function proposeOutcome(ctx: Ctx, raw: { id: string; outcome: "PAID" | "FAILED"; reason: string }): Promise<{ ok: true }> {
  authorize(ctx, "payout:decide");
  const proposedById = actorOf(ctx, "staff").id;
  const { id, outcome, reason } = proposeOutcomeInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const item = await lockItem(tx, id);
    const attempt = await lockAttempt(tx, id);
    if (!attempt || !isDecidable(item.provider, attempt.state) || attempt.proposedState)
      throw new DomainError("CONFLICT", { status: item.status });
    await tx.db.payoutAttempt.update({
      where: { id: attempt.id },
      data: { proposedState: outcome, proposedById, proposedReason: reason, proposedAt: tx.now },
    });
    const after = { outcome, outNo: attempt.outNo, amountMinor: item.amountMinor };
    await recordAudit(tx, { action: "payout.propose", subject: { type: "payout", id }, after, reason });
    return { ok: true };
  });
}
