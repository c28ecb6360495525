/** Stripe's objects as its API shows them, as far as anybody here looks. */
export type Fields = { [name: string]: string | Fields };

export type FakeSession = {
  id: string;
  object: "checkout.session";
  client_reference_id: string | null;
  status: "open" | "complete" | "expired";
  payment_status: "unpaid" | "paid";
  payment_intent: string | null;
  amount_total: number;
  currency: string;
  livemode: boolean;
  metadata: Record<string, string>;
  url: string | null;
  success_url: string;
  cancel_url: string;
  expires_at: number;
  created: number;
  visibleFrom: number;
};
export type FakeIntent = {
  id: string;
  object: "payment_intent";
  status: "succeeded" | "processing" | "requires_payment_method";
  amount: number;
  amount_received: number;
  currency: string;
  metadata: Record<string, string>;
  latest_charge: string | null;
  created: number;
};
export type FakeCharge = {
  id: string;
  object: "charge";
  amount: number;
  amount_refunded: number;
  currency: string;
  metadata: Record<string, string>;
  balance_transaction: string;
  created: number;
};
export type FakeRefund = {
  id: string;
  object: "refund";
  amount: number;
  currency: string;
  status: "succeeded" | "pending" | "failed";
  failure_reason?: string;
  payment_intent: string;
  metadata: Record<string, string>;
  created: number;
};
export type FakeTransfer = {
  id: string;
  object: "transfer";
  amount: number;
  amount_reversed: number;
  reversed: boolean;
  currency: string;
  destination: string;
  transfer_group: string | null;
  metadata: Record<string, string>;
  created: number;
  visibleFrom: number;
};
export type FakeBalanceTransaction = {
  id: string;
  object: "balance_transaction";
  amount: number;
  fee: number;
  currency: string;
  type: string;
  source: string;
  created: number;
};

/** a[b][0][c]=x → { a: { b: { 0: { c: "x" } } } } */
export function fieldsOf(body: string): Fields {
  const fields: Fields = {};
  for (const [name, value] of new URLSearchParams(body)) {
    const path = name.split("[").map((part) => part.replace(/\]$/, ""));
    let at = fields;
    for (const part of path.slice(0, -1)) {
      const next = at[part];
      if (typeof next === "object") at = next;
      else {
        const fresh: Fields = {};
        at[part] = fresh;
        at = fresh;
      }
    }
    at[path.at(-1)!] = value;
  }
  return fields;
}

export const textOf = (value: string | Fields | undefined): string => (typeof value === "string" ? value : "");
export const mapOf = (value: string | Fields | undefined): Record<string, string> =>
  typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, textOf(each)])) : {};

/** The books: every object by its id. */
export class StripeBooks {
  private count = 0;
  readonly sessions = new Map<string, FakeSession>();
  readonly intents = new Map<string, FakeIntent>();
  readonly charges = new Map<string, FakeCharge>();
  readonly refunds = new Map<string, FakeRefund>();
  readonly transfers = new Map<string, FakeTransfer>();
  readonly balance = new Map<string, FakeBalanceTransaction>();

  id(prefix: string): string {
    this.count += 1;
    return `${prefix}_fake${String(this.count).padStart(8, "0")}`;
  }

  /** Money that moves on our balance. */
  book(created: number, type: string, source: string, amount: number, currency: string, fee = 0): string {
    const id = this.id("txn");
    this.balance.set(id, { id, object: "balance_transaction", amount, fee, currency, type, source, created });
    return id;
  }

  /** A session is paid: its intent, its charge and what moves on our balance. Stripe keeps 2.9 % and 2.00. */
  settle(session: FakeSession, paid: number, created: number): void {
    const { currency, metadata } = session;
    const chargeId = this.id("ch");
    const fee = Math.floor((paid * 29) / 1000) + 200;
    const balance_transaction = this.book(created, "charge", chargeId, paid, currency, fee);
    const charge = { id: chargeId, object: "charge" as const, amount: paid, amount_refunded: 0, currency, metadata };
    this.charges.set(chargeId, { ...charge, balance_transaction, created });
    const id = this.id("pi");
    const intent = { id, object: "payment_intent" as const, status: "succeeded" as const, amount: paid, amount_received: paid };
    this.intents.set(id, { ...intent, currency, metadata, latest_charge: chargeId, created });
    Object.assign(session, { status: "complete", payment_status: "paid", payment_intent: id, url: null });
  }

  transfersOf = (outNo: string): FakeTransfer[] => [...this.transfers.values()].filter((each) => each.transfer_group === outNo);

  any(id: string): object | null {
    return this.charges.get(id) ?? this.refunds.get(id) ?? this.transfers.get(id) ?? null;
  }

  /** A session with what hangs on it, as when it is expanded. */
  whole(session: FakeSession): object {
    const { visibleFrom: _, ...shown } = session;
    const intent = session.payment_intent ? this.intents.get(session.payment_intent)! : null;
    const charge = intent?.latest_charge ? this.charges.get(intent.latest_charge)! : null;
    return {
      ...shown,
      payment_intent: intent && {
        ...intent,
        latest_charge: charge && { ...charge, balance_transaction: this.balance.get(charge.balance_transaction)! },
      },
    };
  }
}
