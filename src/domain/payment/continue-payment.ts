import type { Handoff } from "#adapters/payment/payment.ts";
import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { requirePaymentProvider } from "#domain/provider/queries.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { consume } from "#lib/rate-limit.ts";
import type { PaymentRow } from "./apply-purpose.ts";
import { askProvider, closeAt } from "./ask-provider.ts";
import { type PaymentIdInput, type PaymentState, paymentIdInput } from "./schema.ts";
import { applyStart, sendStart } from "./start-topup.ts";

/** The distributor's own payment; somebody else's does not exist. */
async function ownPayment(ctx: Ctx, raw: PaymentIdInput): Promise<PaymentRow> {
  authorize(ctx, "topup:own");
  const { distributorId } = actorOf(ctx, "distributor");
  const { id } = paymentIdInput.parse(raw);
  const payment = await ctx.db.payment.findFirst({ where: { id, distributorId } });
  if (!payment) throw new DomainError("NOT_FOUND");
  return payment;
}

const isOpen = ({ state }: PaymentRow) => state === "CREATED" || state === "PENDING";

/** The payer waits: asks the provider, every four seconds at most; in between he is told what we know. */
export async function checkOwnPayment(ctx: Ctx, raw: PaymentIdInput): Promise<{ state: PaymentState }> {
  const payment = await ownPayment(ctx, raw);
  if (!isOpen(payment)) return { state: payment.state };
  const mayAsk = await consume("payment-check", payment.id, { points: 1, seconds: 4 }).then(
    () => true,
    () => false,
  );
  return { state: mayAsk ? await askProvider(ctx, payment, "person") : payment.state };
}

/**
 * The provider did not answer when it was started: the identical order again, under its own number. He may have had the first
 * one after all; that he refuses the second then says nothing, so he is asked instead.
 */
export async function retryOwnPayment(ctx: Ctx, raw: PaymentIdInput): Promise<{ state: PaymentState; handoff: Handoff | null }> {
  const payment = await ownPayment(ctx, raw);
  if (!isOpen(payment) || payment.handoffSealed || payment.expiresAt <= ctx.now) throw new DomainError("CONFLICT");
  if (payment.method === "WECHAT_JSAPI") throw new DomainError("CONFLICT"); // a new one: the payer's name is not kept
  await consume("payment-start", payment.distributorId, { points: 20, seconds: 600 });
  const provider = requirePaymentProvider(payment.provider);
  const reply = await sendStart(ctx, provider, payment);
  if (reply.state !== "PENDING") return { state: await askProvider(ctx, payment, "person"), handoff: null };
  return { state: await applyStart(ctx, payment.id, reply), handoff: reply.handoff };
}

/** He will not pay this one. Closed with the provider first; when that is not sure, nothing is. */
export async function cancelOwnPayment(ctx: Ctx, raw: PaymentIdInput): Promise<{ state: PaymentState }> {
  const payment = await ownPayment(ctx, raw);
  if (!isOpen(payment)) return { state: payment.state };
  const provider = requirePaymentProvider(payment.provider);
  await inTransaction(ctx, (tx) =>
    recordAudit(tx, { action: "payment.cancel", subject: { type: "payment", id: payment.id }, after: { outNo: payment.outNo } }),
  );
  const state = await closeAt(ctx, provider, payment, "person");
  if (state === "CREATED" || state === "PENDING") throw new DomainError("UNDECIDED");
  return { state };
}
