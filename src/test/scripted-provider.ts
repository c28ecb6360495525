import {
  type Notice,
  NoticeRefused,
  type Paid,
  type PaymentProvider,
  type PaymentReply,
  type RawNotice,
  type RefundReply,
  type StartReply,
} from "#adapters/payment/payment.ts";

type Order = { amountMinor: bigint; currency: string; state: "OPEN" | "PAID" | "CLOSED" | "FAILED"; said: Partial<Paid> };
type Refund = { outNo: string; amountMinor: bigint; state: "DONE" | "PENDING" | "FAILED" };
type Trouble = "lost-before" | "lost-after" | "throw" | "refuse";

/**
 * A payment provider in memory with books of its own, for what many runs must try quickly; the protocols are tested at the HTTP
 * edge. `trouble` is what the coming calls meet, in order: the call gets lost before or after it took effect.
 */
export type ScriptedProvider = PaymentProvider & {
  orders: Map<string, Order>;
  refunds: Map<string, Refund>;
  calls: { what: "start" | "query" | "close" | "refund" | "queryRefund"; no: string }[];
  trouble(what: "start" | "query" | "close" | "refund" | "queryRefund", ...kinds: Trouble[]): void;
  /** The payer pays, in the provider's own books. `said` is what it will wrongly say about it. */
  pay(outNo: string, said?: Partial<Paid>): void;
  end(outNo: string, state: "CLOSED" | "FAILED"): void;
  /** What the next refunds become. */
  refundAs: Refund["state"];
  /** How long an answer takes. */
  delayMs: number;
};

export const notice = (outNo: string | null, eventId: string, signature = "good"): RawNotice => ({
  headers: { signature },
  body: JSON.stringify({ eventId, outNo, kind: "payment" }),
});

export function scriptedProvider(name: PaymentProvider["name"] = "SANDBOX"): ScriptedProvider {
  const troubles: { what: string; kind: Trouble }[] = [];
  const orders = new Map<string, Order>();
  const refunds = new Map<string, Refund>();
  const unknown = { state: "UNKNOWN", reason: "timeout" } as const;

  async function meet<Reply>(
    what: ScriptedProvider["calls"][number]["what"],
    no: string,
    effect: () => Reply,
  ): Promise<Reply | typeof unknown> {
    provider.calls.push({ what, no });
    const index = troubles.findIndex((each) => each.what === what);
    const kind = index < 0 ? null : troubles.splice(index, 1)[0]!.kind;
    if (provider.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, provider.delayMs));
    if (kind === "lost-before") return unknown;
    if (kind === "throw") throw new Error("socket hang up");
    if (kind === "refuse") return { state: "FAILED", reason: "refused" } as Reply;
    const reply = effect();
    return kind === "lost-after" ? unknown : reply;
  }

  function tell(outNo: string): PaymentReply {
    const order = orders.get(outNo);
    if (!order) return { state: "NOT_FOUND" };
    if (order.state === "OPEN") return { state: "PENDING" };
    if (order.state !== "PAID") return { state: order.state, reason: order.state.toLowerCase() };
    const { amountMinor, currency, said } = order;
    const truth = { ref: `ref-${outNo}`, amountMinor, currency, feeMinor: null, merchant: "merchant", paidAt: new Date() };
    return { state: "PAID", ...truth, ...said };
  }

  const tellRefund = (no: string): RefundReply => {
    const refund = refunds.get(no);
    if (!refund) return { state: "NOT_FOUND" };
    if (refund.state === "FAILED") return { state: "FAILED", reason: "account closed" };
    if (refund.state === "PENDING") return { state: "PENDING", ref: no };
    return { state: "DONE", ref: no, amountMinor: refund.amountMinor, at: new Date() };
  };

  const provider: ScriptedProvider = {
    name,
    methods: [
      ...["SANDBOX", "WECHAT_NATIVE", "WECHAT_H5", "WECHAT_JSAPI", "ALIPAY_PAGE", "ALIPAY_WAP", "STRIPE_CHECKOUT"],
    ] as PaymentProvider["methods"],
    merchant: "merchant",
    accepted: { status: 200, body: "success", type: "text/plain" },
    orders,
    refunds,
    calls: [],
    refundAs: "DONE",
    delayMs: 0,
    trouble: (what, ...kinds) => void troubles.push(...kinds.map((kind) => ({ what, kind }))),
    pay(outNo, said = {}) {
      const order = orders.get(outNo);
      if (!order) throw new Error(`no order ${outNo}`);
      orders.set(outNo, { ...order, state: "PAID", said });
    },
    end(outNo, state) {
      orders.set(outNo, { ...orders.get(outNo)!, state });
    },
    start: ({ outNo, amountMinor, currency }) =>
      meet<StartReply>("start", outNo, () => {
        if (!orders.has(outNo)) orders.set(outNo, { amountMinor, currency, state: "OPEN", said: {} });
        return { state: "PENDING", handoff: { kind: "redirect", url: `https://pay.example/${outNo}` }, ref: null };
      }),
    query: ({ outNo }) => meet<PaymentReply>("query", outNo, () => tell(outNo)),
    close: ({ outNo }) =>
      meet<PaymentReply>("close", outNo, () => {
        if (orders.get(outNo)?.state === "OPEN") provider.end(outNo, "CLOSED");
        return tell(outNo);
      }),
    refund: ({ refundNo, outNo, amountMinor }) =>
      meet<RefundReply>("refund", refundNo, () => {
        if (!refunds.has(refundNo)) refunds.set(refundNo, { outNo, amountMinor, state: provider.refundAs });
        return tellRefund(refundNo);
      }),
    queryRefund: ({ refundNo }) => meet<RefundReply>("queryRefund", refundNo, () => tellRefund(refundNo)),
    async readNotice({ headers, body }): Promise<Notice> {
      if (headers.signature !== "good") throw new NoticeRefused("signature");
      const { eventId, outNo, kind } = JSON.parse(body) as { eventId: string; outNo: string | null; kind: string };
      return { eventId, outNo, kind, body: { outNo, kind } };
    },
    downloadStatement: async () => null,
  };
  return provider;
}
