import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { bookPaid } from "./book-payout.ts";
import { closeBatches } from "./close-batches.ts";
import type { LockedAttempt, LockedItem } from "./lock-item.ts";
import { lockProposal } from "./lock-proposal.ts";
import { nextQuery } from "./rules-reply.ts";
import { confirmOutcomeInput } from "./schema.ts";

/** The second person confirms what the first said; both stand in the evidence. */
export async function confirmOutcome(ctx: Ctx, raw: { id: string; outcome: "PAID" | "FAILED" }): Promise<{ ok: true }> {
  authorize(ctx, "payout:decide");
  const secondPersonId = actorOf(ctx, "staff").id;
  const { id, outcome } = confirmOutcomeInput.parse(raw);
  await inTransaction(ctx, async (tx) => {
    const { item, attempt, reason } = await lockProposal(tx, id);
    if (attempt.proposedState !== outcome) throw new DomainError("CONFLICT", { outcome: attempt.proposedState });
    if (attempt.proposedById === secondPersonId) throw new DomainError("SECOND_PERSON_REQUIRED");
    const people = { firstPersonId: attempt.proposedById, secondPersonId };
    await tx.db.payoutEvidence.create({
      data: {
        ...{
          id: newId(tx.now.getTime()),
          attemptId: attempt.id,
          kind: "DECISION",
          fromState: attempt.state,
          toState: outcome,
          at: tx.now,
        },
        ...people,
        details: { reason },
      },
    });
    await settle(tx, item, attempt, outcome, reason);
    const after = { outcome, outNo: attempt.outNo, amountMinor: item.amountMinor, firstPersonId: attempt.proposedById };
    await recordAudit(tx, {
      action: "payout.decide",
      subject: { type: "payout", id },
      before: { status: item.status },
      after,
      reason,
    });
  });
  await closeBatches(ctx);
  return { ok: true };
}

async function settle(
  tx: TxCtx,
  item: LockedItem,
  attempt: LockedAttempt,
  outcome: "PAID" | "FAILED",
  reason: string,
): Promise<void> {
  await tx.db.payoutAttempt.update({
    where: { id: attempt.id },
    data: {
      ...{ state: outcome, reason: outcome === "PAID" ? null : reason, resolvedAt: tx.now, queryCount: 0, leasedUntil: null },
      nextQueryAt: nextQuery(outcome, 0, tx.now),
    },
  });
  const data = outcome === "PAID" ? { paidAt: tx.now, reason: null } : { reason };
  await tx.db.payoutItem.update({ where: { id: item.id }, data: { status: outcome, ...data } });
  if (outcome === "PAID") await bookPaid(tx, item, { attemptId: attempt.id, outNo: attempt.outNo, feeMinor: 0n, at: tx.now });
}
