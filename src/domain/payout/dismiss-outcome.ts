import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { lockProposal } from "./lock-proposal.ts";
import { itemIdInput } from "./schema.ts";

/** The second person sees it otherwise: the first word is wiped out, and somebody may give another. */
export function dismissOutcome(ctx: Ctx, raw: { id: string }): Promise<{ ok: true }> {
  authorize(ctx, "payout:decide");
  actorOf(ctx, "staff");
  const { id } = itemIdInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const { attempt } = await lockProposal(tx, id);
    await tx.db.payoutAttempt.update({
      where: { id: attempt.id },
      data: { proposedState: null, proposedById: null, proposedReason: null, proposedAt: null },
    });
    const before = { outcome: attempt.proposedState };
    await recordAudit(tx, { action: "payout.dismiss", subject: { type: "payout", id }, before });
    return { ok: true };
  });
}
