import type { RefundReply, SendRefund } from "#adapters/payment/payment.ts";
import { findPaymentProvider } from "#domain/provider/queries.ts";
import type { Ctx } from "#lib/context.ts";
import { env } from "#lib/env.ts";
import type { PaymentRow, RefundRow } from "./apply-purpose.ts";
import { applyRefund } from "./apply-refund.ts";
import { definite } from "./ask-provider.ts";
import { mayResend } from "./rules.ts";
import type { RefundState } from "./schema.ts";

type Both = RefundRow & { payment: PaymentRow };

/** The order as it was first sent and will ever be: its number, amount and total are facts (trigger). */
const orderOf = ({ payment, ...refund }: Both): SendRefund => ({
  outNo: payment.outNo,
  ref: payment.providerRef,
  refundNo: refund.outNo,
  amountMinor: refund.amountMinor,
  totalMinor: payment.amountMinor,
  currency: payment.currency,
  reason: refund.reason.slice(0, 80),
  notifyUrl: `${env().APP_URL}/api/webhooks/${payment.provider.toLowerCase()}`,
});

/** Trusted. Hands a SENDING refund to the provider; the state was committed before. Never inside a transaction. */
export async function sendRefund(caller: Ctx, id: string): Promise<RefundState> {
  const refund = await caller.db.refund.findUniqueOrThrow({ where: { id }, include: { payment: true } });
  const provider = findPaymentProvider(refund.provider);
  if (!provider || refund.state !== "SENDING") return refund.state;
  const reply = await definite<RefundReply>(() => provider.refund(orderOf(refund)));
  // A number he has not kept yet is not a number he refuses.
  return applyRefund(caller, id, reply.state === "NOT_FOUND" ? { state: "UNKNOWN", reason: "not found" } : reply);
}

/** Trusted. Asks what became of it. No trace after a while: the identical order under its own number, never under a new one. */
export async function askRefund(caller: Ctx, id: string): Promise<RefundState> {
  const refund = await caller.db.refund.findUniqueOrThrow({ where: { id }, include: { payment: true } });
  const provider = findPaymentProvider(refund.provider);
  if (!provider) return refund.state;
  const numbers = { outNo: refund.payment.outNo, refundNo: refund.outNo, ref: refund.providerRef };
  const reply = await definite<RefundReply>(() => provider.queryRefund(numbers));
  const state = await applyRefund(caller, id, reply);
  const lost = reply.state === "NOT_FOUND" && (state === "SENDING" || state === "UNKNOWN");
  if (!lost || !refund.decidedAt || !mayResend(refund.decidedAt, caller.now)) return state;
  return applyRefund(caller, id, await definite<RefundReply>(() => provider.refund(orderOf(refund))));
}
