import type { TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { lockAttempt, lockItem } from "./lock-item.ts";
import { isDecidable } from "./rules.ts";

/** An undecided payout with a first person's word on it; CONFLICT when there is none or it moved on. */
export async function lockProposal(tx: TxCtx, id: string) {
  const item = await lockItem(tx, id);
  const attempt = await lockAttempt(tx, id);
  if (!attempt?.proposedState || !isDecidable(item.provider, attempt.state))
    throw new DomainError("CONFLICT", { status: item.status });
  const { proposedReason } = await tx.db.payoutAttempt.findUniqueOrThrow({
    where: { id: attempt.id },
    select: { proposedReason: true },
  });
  return { item, attempt, reason: proposedReason ?? "" };
}
