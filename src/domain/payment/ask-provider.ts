import type { PaymentProvider, PaymentReply } from "#adapters/payment/payment.ts";
import { findPaymentProvider } from "#domain/provider/queries.ts";
import type { Ctx } from "#lib/context.ts";
import { log } from "#lib/log.ts";
import { type PaymentRow, purposeOf } from "./apply-purpose.ts";
import { type AskedBy, applyReply } from "./apply-reply.ts";
import type { PaymentState } from "./schema.ts";

type Asked = Pick<PaymentRow, "id" | "provider" | "outNo" | "providerRef" | "state" | "expiresAt" | "purpose">;
const isOpen = (state: PaymentState) => state === "CREATED" || state === "PENDING";

/**
 * Asks the provider what became of a payment and applies his answer; one whose time is over is closed with him first.
 * Trusted, and never inside a transaction. A provider that is switched off cannot be asked: nothing changes.
 */
export async function askProvider(caller: Ctx, payment: Asked, by: AskedBy): Promise<PaymentState> {
  const provider = findPaymentProvider(payment.provider);
  if (!provider) return payment.state;
  purposeOf(payment);
  const state = await applyReply(caller, payment.id, await definite(() => provider.query(numbersOf(payment))), by);
  return isOpen(state) && payment.expiresAt <= caller.now ? closeAt(caller, provider, payment, by) : state;
}

/** Closed with the provider before it is closed here: else somebody could still pay it. */
export async function closeAt(caller: Ctx, provider: PaymentProvider, payment: Asked, by: AskedBy): Promise<PaymentState> {
  const reply = await definite(() => provider.close(numbersOf(payment)));
  // He never heard of it, and it was not paid: there is nothing to close.
  const closed: PaymentReply = reply.state === "NOT_FOUND" ? { state: "CLOSED", reason: "not found" } : reply;
  return applyReply(caller, payment.id, closed, by);
}

const numbersOf = ({ outNo, providerRef }: Asked) => ({ outNo, ref: providerRef });

/** An adapter answers UNKNOWN instead of throwing; should one throw all the same, nothing is known either. */
export async function definite<Reply>(ask: () => Promise<Reply>): Promise<Reply | { state: "UNKNOWN"; reason: string }> {
  try {
    return await ask();
  } catch (error) {
    log.error({ err: error }, "a payment provider's adapter failed");
    return { state: "UNKNOWN", reason: "adapter" };
  }
}
