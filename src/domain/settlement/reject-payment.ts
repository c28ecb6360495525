import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { lockPayment } from "./lock-statement.ts";
import { rejectPaymentInput } from "./schema.ts";

/** Gives a prepared payment back with a reason; the statement waits for a new one. The preparer may take back its own. */
export function rejectPayment(ctx: Ctx, input: { paymentId: string; reason: string }): Promise<{ ok: true }> {
  authorize(ctx, "payment:approve");
  const actor = actorOf(ctx, "staff");
  const { paymentId, reason } = rejectPaymentInput.parse(input);
  return inTransaction(ctx, async (tx) => {
    const { payment, statement } = await lockPayment(tx, paymentId);
    await tx.db.statementPayment.update({
      where: { id: payment.id },
      data: { status: "REJECTED", decidedById: actor.id, decidedAt: tx.now, rejectReason: reason },
    });
    await tx.db.statement.update({ where: { id: statement.id }, data: { status: "PAYABLE" } });
    await recordAudit(tx, {
      action: "payment.reject",
      subject: { type: "statement", id: statement.id },
      before: { paymentId: payment.id, transferReference: payment.transferReference, amountMinor: payment.amountMinor },
      reason,
    });
    return { ok: true };
  });
}
