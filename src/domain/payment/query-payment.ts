import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { requirePaymentProvider } from "#domain/provider/queries.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { consume } from "#lib/rate-limit.ts";
import { askProvider } from "./ask-provider.ts";
import { askRefund } from "./ask-refund.ts";
import { isSent } from "./rules.ts";
import { type PaymentIdInput, type PaymentState, paymentIdInput } from "./schema.ts";

/** Staff ask the provider now, in any state: about the payment and about each of its refunds that is under way. */
export async function queryPayment(ctx: Ctx, raw: PaymentIdInput): Promise<{ state: PaymentState }> {
  authorize(ctx, "payment:read");
  const { id } = paymentIdInput.parse(raw);
  const payment = await ctx.db.payment.findUnique({ where: { id }, include: { refunds: { take: 200 } } });
  if (!payment) throw new DomainError("NOT_FOUND");
  requirePaymentProvider(payment.provider);
  await consume("payment-query", id, { points: 6, seconds: 60 });
  await inTransaction(ctx, (tx) => recordAudit(tx, { action: "payment.query", subject: { type: "payment", id } }));
  const state = await askProvider(ctx, payment, "person");
  for (const refund of payment.refunds) if (isSent(refund.state)) await askRefund(ctx, refund.id);
  return { state };
}
