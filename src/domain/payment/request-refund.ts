import { randomBytes } from "node:crypto";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { purposeOf } from "./apply-purpose.ts";
import { lockPayment } from "./apply-reply.ts";
import { outNoOf } from "./rules.ts";
import { type RequestRefundInput, requestRefundInput } from "./schema.ts";

/**
 * Asks for money back to where it came from; staff, or the distributor for his own payment. From here on the amount cannot be
 * spent, and no more than was paid can ever be asked for: the payment's row is held and counts it.
 */
export async function requestRefund(ctx: Ctx, raw: RequestRefundInput): Promise<{ id: string }> {
  const own = ctx.actor.kind === "distributor" ? ctx.actor.distributorId : null;
  authorize(ctx, own ? "topup:own" : "refund:request");
  if (ctx.actor.kind !== "staff" && ctx.actor.kind !== "distributor") throw new DomainError("FORBIDDEN");
  const requestedById = ctx.actor.id;
  const input = requestRefundInput.parse(raw);
  const amountMinor = BigInt(input.amountMinor);
  return inTransaction(ctx, async (tx) => {
    const payment = await lockPayment(tx, input.paymentId);
    if (own && payment.distributorId !== own) throw new DomainError("NOT_FOUND");
    if (payment.state !== "PAID") throw new DomainError("CONFLICT", { state: payment.state });
    const leftMinor = payment.amountMinor - payment.refundedMinor;
    if (amountMinor > leftMinor) throw new DomainError("LIMIT_REACHED", { leftMinor });
    const refundedMinor = payment.refundedMinor + amountMinor;
    await tx.db.payment.update({ where: { id: payment.id }, data: { refundedMinor } });
    const refund = await tx.db.refund.create({
      data: {
        id: newId(tx.now.getTime()),
        paymentId: payment.id,
        amountMinor,
        reason: input.reason,
        outNo: outNoOf("R", tx.now, randomBytes(16)),
        provider: payment.provider,
        requestedById,
        createdAt: tx.now,
      },
    });
    await purposeOf(payment).refundAsked(tx, payment, refund);
    await recordAudit(tx, {
      action: "refund.request",
      subject: { type: "refund", id: refund.id },
      after: { paymentId: payment.id, outNo: refund.outNo, amountMinor },
      reason: input.reason,
    });
    return { id: refund.id };
  });
}
