import { createHash, createHmac } from "node:crypto";
import { type FakeAnswer, type FakeCall, FakeServer, type FakeServerOptions, json } from "./fake-server.ts";
import { type FakeSession, type FakeTransfer, type Fields, fieldsOf, mapOf, StripeBooks, textOf } from "./fake-stripe-books.ts";
import { checkoutPage } from "./fake-stripe-page.ts";
import { readStripe } from "./fake-stripe-read.ts";

type Kept = { hash: string; answer: FakeAnswer; at: number };

/** A Stripe of our own at the HTTP edge: Checkout with a page to pay on, refunds, transfers, keys that live a day, signed webhooks. */
export class FakeStripe extends FakeServer {
  readonly books = new StripeBooks();
  readonly secretKey = "sk_test_fake";
  readonly webhookSecret = "whsec_fake";
  /** Where events go. */
  webhookUrl = "";
  /** What transfers may take, in the smallest unit. */
  available = 10 ** 12;
  private readonly keys = new Map<string, Kept>();
  private eventCount = 0;

  static start = (options: FakeServerOptions & { port?: number } = {}): Promise<FakeStripe> =>
    new FakeStripe(options).listen(options.port);

  get settings() {
    return { STRIPE_SECRET_KEY: this.secretKey, STRIPE_WEBHOOK_SECRET: this.webhookSecret, STRIPE_API_BASE: this.url };
  }

  /** The payer pays at Checkout; another amount than asked when given. Answers the session's id. */
  pay(outNo: string, amount?: number): FakeSession {
    const session = this.sessionOf(outNo);
    if (session.status !== "open") return session;
    this.books.settle(session, amount ?? session.amount_total, this.seconds());
    this.event("checkout.session.completed", session);
    return session;
  }

  expire(outNo: string): void {
    const session = this.sessionOf(outNo);
    if (session.status !== "open") return;
    Object.assign(session, { status: "expired", url: null });
    this.event("checkout.session.expired", session);
  }

  /** A transfer that was paid comes back. */
  reverse(outNo: string): void {
    const transfer = this.transfersOf(outNo)[0]!;
    Object.assign(transfer, { reversed: true, amount_reversed: transfer.amount });
    this.books.book(this.seconds(), "transfer_refund", transfer.id, transfer.amount, transfer.currency);
    this.available += transfer.amount;
    this.event("transfer.reversed", transfer);
  }

  transfersOf = (outNo: string): FakeTransfer[] =>
    [...this.books.transfers.values()].filter((each) => each.transfer_group === outNo);

  private sessionOf(outNo: string): FakeSession {
    const found = [...this.books.sessions.values()].find((each) => each.client_reference_id === outNo);
    if (!found) throw new Error(`no session for ${outNo}`);
    return found;
  }

  private seconds = () => Math.floor(this.now() / 1000);

  private event(type: string, object: object): void {
    this.eventCount += 1;
    const id = `evt_fake${this.eventCount}`;
    const body = JSON.stringify({ id, object: "event", type, created: this.seconds(), livemode: false, data: { object } });
    this.tell({ url: this.webhookUrl, body, headers: this.sign(body) });
  }

  sign(body: string, at: number = this.seconds()): Record<string, string> {
    const signature = createHmac("sha256", this.webhookSecret).update(`${at}.${body}`).digest("hex");
    return { "content-type": "application/json", "stripe-signature": `t=${at},v1=${signature}` };
  }

  protected override isCalm = (path: string) => path.startsWith("/pay/");
  protected busy = () => problem(429, "invalid_request_error", "rate_limit");
  protected broken = () => problem(500, "api_error", undefined);

  protected handle(call: FakeCall): FakeAnswer {
    if (call.path.startsWith("/pay/")) return checkoutPage(call, this, this.books);
    if (call.headers.authorization !== `Bearer ${this.secretKey}`) return problem(401, "invalid_request_error", undefined);
    if (call.fault === "never-seen") return problem(400, "invalid_request_error", "quantum_flux");
    if (call.method === "GET")
      return readStripe(this.books, this.now(), call) ?? problem(404, "invalid_request_error", "resource_missing");
    return this.once(call, () => this.write(call.path, fieldsOf(call.body), call));
  }

  /** The first answer to a key is every answer to it, for a day; a 500 too. Another body under it is refused. */
  private once(call: FakeCall, act: () => FakeAnswer): FakeAnswer {
    const key = call.headers["idempotency-key"];
    if (!key) return act();
    const hash = createHash("sha256").update(call.path).update(call.body).digest("hex");
    const kept = this.keys.get(key);
    if (kept && this.now() - kept.at < 86_400_000) {
      if (kept.hash !== hash) return problem(400, "idempotency_error", undefined);
      return { ...kept.answer, headers: { ...kept.answer.headers, "idempotent-replayed": "true" } };
    }
    const answer = act();
    const seen = call.fault === "error-after" ? this.broken() : answer;
    this.keys.set(key, { hash, answer: seen, at: this.now() });
    return answer;
  }

  private write(path: string, fields: Fields, call: FakeCall): FakeAnswer {
    const expiring = /^\/v1\/checkout\/sessions\/(\w+)\/expire$/.exec(path);
    if (expiring) return this.expireById(expiring[1]!);
    if (path === "/v1/checkout/sessions") return this.open(fields, call);
    if (path === "/v1/refunds") return this.refund(fields);
    if (path === "/v1/transfers") return this.transfer(fields, call);
    return problem(404, "invalid_request_error", undefined);
  }

  private open(fields: Fields, call: FakeCall): FakeAnswer {
    const item = (fields.line_items as Fields)["0"] as Fields;
    const price = item.price_data as Fields;
    const id = this.books.id("cs_test");
    const created = this.seconds();
    const expires_at = Number(textOf(fields.expires_at));
    if (expires_at < created + 1800 || expires_at > created + 86_400) return problem(400, "invalid_request_error", undefined);
    const session: FakeSession = {
      id,
      object: "checkout.session",
      client_reference_id: textOf(fields.client_reference_id) || null,
      status: "open",
      payment_status: "unpaid",
      payment_intent: null,
      amount_total: Number(textOf(price.unit_amount)) * Number(textOf(item.quantity)),
      currency: textOf(price.currency),
      livemode: false,
      metadata: mapOf(fields.metadata),
      url: `${this.url}/pay/${id}`,
      success_url: textOf(fields.success_url),
      cancel_url: textOf(fields.cancel_url),
      expires_at,
      created,
      visibleFrom: this.now() + (call.fault === "not-found" ? this.notFoundMs : 0),
    };
    this.books.sessions.set(id, session);
    return json(200, session);
  }

  private expireById(id: string): FakeAnswer {
    const session = this.books.sessions.get(id);
    if (session?.status !== "open") return problem(400, "invalid_request_error", undefined);
    this.expire(session.client_reference_id!);
    return json(200, this.books.whole(session));
  }

  private refund(fields: Fields): FakeAnswer {
    const intent = this.books.intents.get(textOf(fields.payment_intent));
    const charge = intent?.latest_charge ? this.books.charges.get(intent.latest_charge) : undefined;
    if (!intent || !charge) return problem(404, "invalid_request_error", "resource_missing");
    const amount = Number(textOf(fields.amount));
    if (charge.amount_refunded + amount > charge.amount) return problem(400, "invalid_request_error", "charge_already_refunded");
    charge.amount_refunded += amount;
    const id = this.books.id("re");
    const created = this.seconds();
    const { currency } = charge;
    const shape = { id, object: "refund" as const, amount, currency, status: "succeeded" as const, payment_intent: intent.id };
    this.books.refunds.set(id, { ...shape, metadata: mapOf(fields.metadata), created });
    this.books.book(created, "refund", id, -amount, currency);
    this.event("refund.updated", this.books.refunds.get(id)!);
    return json(200, this.books.refunds.get(id));
  }

  private transfer(fields: Fields, call: FakeCall): FakeAnswer {
    const amount = Number(textOf(fields.amount));
    if (call.fault === "balance-short" || amount > this.available)
      return problem(400, "invalid_request_error", "balance_insufficient");
    const destination = textOf(fields.destination);
    if (call.fault === "refused" || !destination.startsWith("acct_"))
      return problem(400, "invalid_request_error", "resource_missing");
    const transfer: FakeTransfer = {
      id: this.books.id("tr"),
      object: "transfer",
      amount,
      amount_reversed: 0,
      reversed: false,
      currency: textOf(fields.currency),
      destination,
      transfer_group: textOf(fields.transfer_group) || null,
      metadata: mapOf(fields.metadata),
      created: this.seconds(),
      visibleFrom: this.now() + (call.fault === "not-found" ? this.notFoundMs : 0),
    };
    this.books.transfers.set(transfer.id, transfer);
    this.available -= amount;
    this.books.book(transfer.created, "transfer", transfer.id, -amount, transfer.currency);
    this.event("transfer.created", transfer);
    return json(200, transfer);
  }
}

const problem = (status: number, type: string, code: string | undefined): FakeAnswer =>
  json(status, { error: { type, ...(code ? { code } : {}), message: `made up: ${code ?? type}` } });
