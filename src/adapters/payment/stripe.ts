import type Stripe from "stripe";
import type { StripeSettings } from "#lib/env-providers.ts";
import type {
  AdapterOptions,
  PaymentProvider,
  PaymentReply,
  RefundReply,
  SendRefund,
  StartPayment,
  StartReply,
} from "./payment.ts";
import { notFound, readStripeNotice, stripeClient, stripeFailure, worldOf } from "./stripe-client.ts";
import { stripeStatement } from "./stripe-statement.ts";

const expand = ["payment_intent.latest_charge.balance_transaction"];
const listed = ["data.payment_intent.latest_charge.balance_transaction"];
/** Stripe wants a session open for half an hour at least. We close ours when our time is over. */
const longerBy = 31 * 60;

/** Money in through Stripe Checkout. `ref` is the session's id. */
export function stripePayments(settings: StripeSettings, options: AdapterOptions = {}): PaymentProvider {
  const stripe = stripeClient(settings, options.timeoutMs);
  const now = options.now ?? (() => new Date());
  const merchant = worldOf(settings);

  const find = async ({ outNo, ref }: { outNo: string; ref: string | null }): Promise<Stripe.Checkout.Session | null> => {
    if (ref) return stripe.checkout.sessions.retrieve(ref, { expand });
    return findLost(stripe, outNo);
  };
  const asked = async (look: () => Promise<PaymentReply>): Promise<PaymentReply> => {
    try {
      return await look();
    } catch (error) {
      return notFound(error) ? { state: "NOT_FOUND" } : { state: "UNKNOWN", reason: stripeFailure(error).reason };
    }
  };
  const query: PaymentProvider["query"] = (order) => asked(async () => replyOf(await find(order), order.outNo));

  return {
    name: "STRIPE",
    methods: ["STRIPE_CHECKOUT"],
    merchant,
    accepted: { status: 200, body: "", type: "text/plain" },
    start: (order) => start(stripe, order),
    query,
    close: (order) =>
      asked(async () => {
        const session = await find(order);
        if (session?.status !== "open") return replyOf(session, order.outNo);
        try {
          return replyOf(await stripe.checkout.sessions.expire(session.id, { expand }), order.outNo);
        } catch {
          return query({ outNo: order.outNo, ref: session.id }); // paid meanwhile, or the answer was lost
        }
      }),
    refund: (order) => refund(stripe, order),
    queryRefund: async ({ outNo, refundNo, ref }) => {
      try {
        if (ref) return refundReply(await stripe.refunds.retrieve(ref));
        const intent = intentOf(await findLost(stripe, outNo));
        if (!intent) return { state: "NOT_FOUND" };
        for await (const each of stripe.refunds.list({ payment_intent: intent.id, limit: 100 }))
          if (each.metadata?.outNo === refundNo) return refundReply(each);
        return { state: "NOT_FOUND" };
      } catch (error) {
        return notFound(error) ? { state: "NOT_FOUND" } : { state: "UNKNOWN", reason: stripeFailure(error).reason };
      }
    },
    readNotice: async (raw) => readStripeNotice(stripe, settings, raw, now()),
    downloadStatement: (day) => stripeStatement(stripe, day, now()),
  };
}

async function start(stripe: Stripe, order: StartPayment): Promise<StartReply> {
  const metadata = { outNo: order.outNo };
  try {
    const session = await stripe.checkout.sessions.create(
      {
        mode: "payment",
        client_reference_id: order.outNo,
        metadata,
        payment_intent_data: { metadata, description: order.title },
        line_items: [
          {
            quantity: 1,
            price_data: {
              currency: order.currency.toLowerCase(),
              unit_amount: Number(order.amountMinor),
              product_data: { name: order.title },
            },
          },
        ],
        success_url: order.returnUrl,
        cancel_url: order.returnUrl,
        expires_at: Math.floor(order.expiresAt.getTime() / 1000) + longerBy,
      },
      { idempotencyKey: order.outNo },
    );
    if (!session.url) return { state: "UNKNOWN", reason: `session ${session.status}` };
    return { state: "PENDING", handoff: { kind: "redirect", url: session.url }, ref: session.id };
  } catch (error) {
    const { definite, reason } = stripeFailure(error);
    return { state: definite ? "FAILED" : "UNKNOWN", reason };
  }
}

/** The session whose id we never heard: by its payment when there is one, else among the latest. */
async function findLost(stripe: Stripe, outNo: string): Promise<Stripe.Checkout.Session | null> {
  if (!/^[\w-]+$/.test(outNo)) return null;
  const { data } = await stripe.paymentIntents.search({ query: `metadata['outNo']:'${outNo}'`, limit: 10 });
  for (const intent of data) {
    const found = await stripe.checkout.sessions.list({ payment_intent: intent.id, limit: 1, expand: listed });
    if (found.data[0]?.client_reference_id === outNo) return found.data[0];
  }
  let seen = 0;
  for await (const session of stripe.checkout.sessions.list({ limit: 100, expand: listed })) {
    if (session.client_reference_id === outNo) return session;
    seen += 1;
    if (seen >= 500) break;
  }
  return null;
}

function intentOf(session: Stripe.Checkout.Session | null): Stripe.PaymentIntent | null {
  const intent = session?.payment_intent;
  return intent && typeof intent === "object" ? intent : null;
}

function replyOf(session: Stripe.Checkout.Session | null, outNo: string): PaymentReply {
  if (!session) return { state: "NOT_FOUND" };
  if (session.client_reference_id !== outNo) return { state: "UNKNOWN", reason: "the session is of another number" };
  const intent = intentOf(session);
  if (session.status === "expired") return { state: "CLOSED", reason: "expired" };
  if (session.status === "open") return { state: "PENDING" };
  if (session.status === "complete" && session.payment_status === "unpaid") {
    const ended = intent?.status === "canceled" || intent?.status === "requires_payment_method";
    return ended ? { state: "FAILED", reason: intent.last_payment_error?.code ?? intent.status } : { state: "PENDING" };
  }
  if (session.status !== "complete" || session.payment_status !== "paid" || !intent)
    return { state: "UNKNOWN", reason: `session ${session.status} ${session.payment_status}` };
  const charge = typeof intent.latest_charge === "object" ? intent.latest_charge : null;
  const settled = typeof charge?.balance_transaction === "object" ? charge?.balance_transaction : null;
  const destination = intent.transfer_data?.destination;
  return {
    state: "PAID",
    ref: session.id,
    amountMinor: BigInt(intent.amount_received),
    currency: intent.currency.toUpperCase(),
    feeMinor: settled && settled.currency === intent.currency ? BigInt(settled.fee) : null,
    merchant: destination ? String(destination) : session.livemode ? "live" : "test",
    paidAt: new Date((charge?.created ?? intent.created) * 1000),
  };
}

async function refund(stripe: Stripe, order: SendRefund): Promise<RefundReply> {
  try {
    const session = order.ref
      ? await stripe.checkout.sessions.retrieve(order.ref, { expand })
      : await findLost(stripe, order.outNo);
    const intent = intentOf(session);
    if (!intent) return { state: "FAILED", reason: "nothing was paid under this number" };
    const sent = await stripe.refunds.create(
      {
        payment_intent: intent.id,
        amount: Number(order.amountMinor),
        reason: "requested_by_customer",
        metadata: { outNo: order.refundNo, payment: order.outNo },
      },
      { idempotencyKey: order.refundNo },
    );
    return refundReply(sent);
  } catch (error) {
    const { definite, reason } = stripeFailure(error);
    return { state: definite ? "FAILED" : "UNKNOWN", reason };
  }
}

function refundReply(refund: Stripe.Refund): RefundReply {
  if (refund.status === "succeeded")
    return { state: "DONE", ref: refund.id, amountMinor: BigInt(refund.amount), at: new Date(refund.created * 1000) };
  if (refund.status === "pending" || refund.status === "requires_action") return { state: "PENDING", ref: refund.id };
  if (refund.status === "failed" || refund.status === "canceled")
    return { state: "FAILED", reason: refund.failure_reason ?? refund.status };
  return { state: "UNKNOWN", reason: `refund ${refund.status}` };
}
