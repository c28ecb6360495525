import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { postTransaction } from "#domain/ledger/post-transaction.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { lockAdjustment } from "./lock-adjustment.ts";
import { adjustmentNo } from "./schema.ts";

/** A second person lets it take effect: in his favour it waits for his next statement, against him he owes it from now on. */
export function approveAdjustment(ctx: Ctx, { id }: { id: string }): Promise<{ ok: true }> {
  authorize(ctx, "adjustment:approve");
  const actor = actorOf(ctx, "staff");
  return inTransaction(ctx, async (tx) => {
    const { requestedById, distributorId: ownerId, amountMinor, no, reason } = await lockAdjustment(tx, id);
    if (requestedById === actor.id) throw new DomainError("SECOND_PERSON_REQUIRED");
    await tx.db.adjustment.update({
      where: { id },
      data: { status: "APPROVED", decidedById: actor.id, decidedAt: tx.now },
    });
    const inFavour = amountMinor > 0n;
    const minor = inFavour ? amountMinor : -amountMinor;
    await postTransaction(tx, {
      kind: "adjustment",
      reference: id,
      memo: reason.slice(0, 200),
      lines: inFavour
        ? [
            { account: { kind: "COMMISSION_EXPENSE" }, debitMinor: minor },
            { account: { kind: "COMMISSION_FROZEN", ownerId }, creditMinor: minor },
          ]
        : [
            { account: { kind: "RECEIVABLE", ownerId }, debitMinor: minor },
            { account: { kind: "COMMISSION_EXPENSE" }, creditMinor: minor },
          ],
    });
    await recordAudit(tx, {
      action: "adjustment.approve",
      subject: { type: "adjustment", id },
      before: { status: "REQUESTED" },
      after: { status: "APPROVED", no: adjustmentNo(no), distributorId: ownerId, amountMinor },
    });
    return { ok: true };
  });
}
