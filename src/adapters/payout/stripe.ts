import type Stripe from "stripe";
import type { StripeSettings } from "#lib/env-providers.ts";
import type { AdapterOptions } from "../payment/payment.ts";
import { readStripeNotice, stripeClient, stripeFailure } from "../payment/stripe-client.ts";
import type { PayoutProvider, PayoutReply, SendPayout } from "./payout.ts";

/** Times our balance may be short under one number within the day that Stripe remembers a key. */
const mostKeys = 20;

/** Money out by transfers to connected accounts. A transfer carries our number as its group: Stripe can list by it. */
export function stripePayouts(settings: StripeSettings, options: AdapterOptions = {}): PayoutProvider {
  const stripe = stripeClient(settings, options.timeoutMs);
  const now = options.now ?? (() => new Date());
  const query: PayoutProvider["query"] = async ({ outNo }) => {
    try {
      return await findTransfer(stripe, outNo);
    } catch (error) {
      return { state: "UNKNOWN", reason: stripeFailure(error).reason };
    }
  };
  return {
    name: "STRIPE",
    payeeKinds: ["STRIPE"],
    minMinor: 100n,
    maxMinor: 99_999_999n,
    inFlightMs: 600_000,
    resendable: true,
    async send(order) {
      // Stripe forgets a key after a day; the list of the group does not. An order that was sent before is not sent again.
      const before = await query({ outNo: order.outNo, ref: null });
      return before.state === "NOT_FOUND" ? send(stripe, order) : before;
    },
    query,
    cancel: query,
    readNotice: async (raw) => readStripeNotice(stripe, settings, raw, now()),
  };
}

/**
 * Stripe answers a used key with its first answer, a refusal for want of balance included. So a key whose refusal is replayed
 * is dead, and the next of the same chain is used: whoever sends this number walks the same keys, and one of them pays.
 */
async function send(stripe: Stripe, order: SendPayout): Promise<PayoutReply> {
  for (let turn = 0; turn < mostKeys; turn++) {
    try {
      const transfer = await stripe.transfers.create(
        {
          amount: Number(order.amountMinor),
          currency: order.currency.toLowerCase(),
          destination: order.payee.number,
          transfer_group: order.outNo,
          metadata: { outNo: order.outNo },
          description: order.memo,
        },
        { idempotencyKey: turn === 0 ? order.outNo : `${order.outNo}-${turn}` },
      );
      return replyOf(transfer, order.outNo);
    } catch (error) {
      const { definite, code, reason, replayed } = stripeFailure(error);
      if (!definite) return { state: "UNKNOWN", reason };
      if (code !== "balance_insufficient") return { state: "FAILED", reason };
      if (!replayed) return { state: "FAILED", reason, balanceShort: true };
    }
  }
  return { state: "FAILED", reason: "the balance was short too often today", balanceShort: true };
}

async function findTransfer(stripe: Stripe, outNo: string): Promise<PayoutReply> {
  const { data } = await stripe.transfers.list({ transfer_group: outNo, limit: 10 });
  if (data.length === 0) return { state: "NOT_FOUND" };
  if (data.length > 1) return { state: "UNKNOWN", reason: `${data.length} transfers have this number` };
  return replyOf(data[0]!, outNo);
}

function replyOf(transfer: Stripe.Transfer, outNo: string): PayoutReply {
  if (transfer.transfer_group !== outNo) return { state: "UNKNOWN", reason: "the transfer is of another number" };
  if (transfer.amount_reversed > 0 && transfer.amount_reversed < transfer.amount)
    return { state: "UNKNOWN", reason: `${transfer.amount_reversed} of ${transfer.amount} came back` };
  if (transfer.reversed || transfer.amount_reversed > 0) return { state: "RETURNED", ref: transfer.id, reason: "reversed" };
  const at = new Date(transfer.created * 1000);
  return { state: "PAID", ref: transfer.id, amountMinor: BigInt(transfer.amount), feeMinor: 0n, at };
}
