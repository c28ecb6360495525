import type { RefundReply } from "#adapters/payment/payment.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { openIncident } from "#domain/incident/open-incident.ts";
import { type Ctx, inTransaction, systemActor, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { type PaymentRow, purposeOf, type RefundRow } from "./apply-purpose.ts";
import { keepAnswer, lockPayment } from "./apply-reply.ts";
import { isSent, isStuck, judgeRefund, waitAfter } from "./rules.ts";
import type { RefundState } from "./schema.ts";

/** Always the payment before its refunds: whoever moves a refund waits for whoever moves another of the same payment. */
export async function lockRefund(tx: TxCtx, id: string): Promise<{ payment: PaymentRow; refund: RefundRow }> {
  const found = await tx.db.refund.findUnique({ where: { id }, select: { paymentId: true } });
  if (!found) throw new DomainError("NOT_FOUND");
  const payment = await lockPayment(tx, found.paymentId);
  return { payment, refund: await tx.db.refund.findUniqueOrThrow({ where: { id } }) };
}

/** The one place where a provider's answer moves a refund. Trusted, like applyReply. */
export function applyRefund(caller: Ctx, id: string, reply: RefundReply): Promise<RefundState> {
  return inTransaction(caller, async (outer) => {
    const { payment, refund } = await lockRefund(outer, id);
    const tx = { ...outer, actor: systemActor(`provider:${refund.provider.toLowerCase()}`) };
    const verdict = judgeRefund(refund, reply);
    await keepAnswer(tx, refund, reply, verdict.move);
    if (verdict.move === "DONE") await finish(tx, payment, refund, verdict);
    else if (verdict.move === "FAILED") await releaseAmount(tx, payment, refund, { state: "FAILED", reason: verdict.reason });
    else if (verdict.move === "mismatch") await report(tx, refund, "payment.mismatch", reply);
    else if (verdict.move === "PENDING")
      await tx.db.refund.update({ where: { id }, data: { state: "PENDING", providerRef: verdict.ref ?? refund.providerRef } });
    else if (verdict.move === "UNKNOWN") await tx.db.refund.update({ where: { id }, data: { state: "UNKNOWN" } });
    return schedule(tx, id, reply);
  });
}

async function finish(tx: TxCtx, payment: PaymentRow, refund: RefundRow, { ref, at }: { ref: string; at: Date }): Promise<void> {
  await tx.db.refund.update({ where: { id: refund.id }, data: { state: "DONE", providerRef: ref, doneAt: at } });
  await recordAudit(tx, {
    action: "refund.done",
    subject: { type: "refund", id: refund.id },
    before: { state: refund.state },
    after: { state: "DONE", amountMinor: refund.amountMinor, outNo: refund.outNo },
  });
  await purposeOf(payment).refundDone(tx, payment, refund);
}

type Off = { state: "FAILED" | "REJECTED"; reason: string; decidedById?: string };

/** It will not be: the amount is his again and may be asked for again. Trusted: the payment's row is locked. */
export async function releaseAmount(tx: TxCtx, payment: PaymentRow, refund: RefundRow, off: Off): Promise<void> {
  const { state, reason, decidedById } = off;
  const decided = decidedById ? { decidedById, decidedAt: tx.now } : {};
  await tx.db.refund.update({ where: { id: refund.id }, data: { state, failReason: reason, nextQueryAt: null, ...decided } });
  const refundedMinor = payment.refundedMinor - refund.amountMinor;
  await tx.db.payment.update({ where: { id: payment.id }, data: { refundedMinor } });
  await recordAudit(tx, {
    action: state === "FAILED" ? "refund.fail" : "refund.reject",
    subject: { type: "refund", id: refund.id },
    before: { state: refund.state },
    after: { state, amountMinor: refund.amountMinor },
    reason,
  });
  await purposeOf(payment).refundOff(tx, payment, refund, reason);
}

async function report(
  tx: TxCtx,
  refund: RefundRow,
  kind: "payment.mismatch" | "refund.stuck",
  reply: RefundReply,
): Promise<void> {
  const actual = reply.state === "DONE" ? { actualMinor: reply.amountMinor } : {};
  await openIncident(tx, {
    kind,
    provider: refund.provider,
    subject: { type: "refund", id: refund.id },
    expectedMinor: refund.amountMinor,
    ...actual,
    details: { outNo: refund.outNo, said: reply.state, state: refund.state },
    dedupeKey: `${kind}:${refund.id}`,
  });
}

async function schedule(tx: TxCtx, id: string, reply: RefundReply): Promise<RefundState> {
  const refund = await tx.db.refund.findUniqueOrThrow({ where: { id } });
  if (!isSent(refund.state)) {
    await tx.db.refund.update({ where: { id }, data: { nextQueryAt: null } });
    return refund.state;
  }
  if (refund.decidedAt && isStuck(refund.decidedAt, tx.now)) await report(tx, refund, "refund.stuck", reply);
  const nextQueryAt = new Date(tx.now.getTime() + waitAfter(refund.queryCount));
  await tx.db.refund.update({ where: { id }, data: { nextQueryAt } });
  return refund.state;
}
