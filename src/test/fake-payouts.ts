import { createHmac } from "node:crypto";
import { NoticeRefused, type RawNotice } from "#adapters/payment/payment.ts";
import type { PayoutProvider, PayoutProviderName, PayoutReply, SendPayout } from "#adapters/payout/payout.ts";
import { FakeClock, type Fault, Faults, shuffled } from "./fake-faults.ts";

/** What may happen to a call, and to a payout itself. `changed-amount` is a lie in an answer; ask for it by name. */
export const callFaults: readonly Fault[] = [
  ...(["timeout-before", "timeout-after", "error-after", "rate-limit", "not-found", "mis-signed", "never-seen"] as const),
];
export const payoutFates: readonly Fault[] = ["balance-short", "refused", "wait", "wait-past-24h", "return"];

const hour = 3_600_000;
type Bill = SendPayout & {
  state: "waiting" | "paid" | "failed" | "cancelled" | "returned";
  fate: Fault | null;
  acceptedAt: number;
  visibleFrom: number;
  paidAt: number;
};
export type FakeRequest = { op: "send" | "query" | "cancel"; outNo: string; fault: Fault | null; at: number };
/** Money that really moved: paid positive, come back negative. */
export type FakeMovement = { outNo: string; payee: string; amountMinor: bigint; at: number };

type Options = {
  seed?: number;
  /** Share of the calls that meet a fault. */
  share?: number;
  kinds?: readonly Fault[];
  name?: PayoutProviderName;
  balanceMinor?: bigint;
  clock?: FakeClock;
  notFoundMs?: number;
  inFlightMs?: number;
};

/** A payout provider in this process, without HTTP, for simulations. Its books are the truth that ours are compared with. */
export class FakePayouts implements PayoutProvider {
  readonly name: PayoutProviderName;
  readonly payeeKinds = ["WECHAT", "ALIPAY", "BANK", "STRIPE"] as const;
  readonly minMinor = 10n;
  readonly maxMinor = 10_000_000n;
  readonly inFlightMs: number;
  readonly resendable = true;

  readonly clock: FakeClock;
  readonly faults: Faults;
  readonly bills = new Map<string, Bill>();
  readonly movements: FakeMovement[] = [];
  readonly requests: FakeRequest[] = [];
  balanceMinor: bigint;
  private readonly notFoundMs: number;
  private readonly told: RawNotice[] = [];

  constructor(options: Options = {}) {
    this.name = options.name ?? "SANDBOX";
    this.clock = options.clock ?? new FakeClock();
    this.faults = new Faults({ ...options, kinds: options.kinds ?? [...callFaults, ...payoutFates] });
    this.balanceMinor = options.balanceMinor ?? 10n ** 15n;
    this.notFoundMs = options.notFoundMs ?? 300_000;
    this.inFlightMs = options.inFlightMs ?? 600_000;
  }

  async send(order: SendPayout): Promise<PayoutReply> {
    const fault = this.meet("send", order.outNo);
    if (fault === "timeout-before") return { state: "UNKNOWN", reason: "timeout" };
    if (fault === "rate-limit") return { state: "UNKNOWN", reason: "rate limit" };
    const bill = this.bills.get(order.outNo);
    if (bill && (bill.amountMinor !== order.amountMinor || bill.payee.number !== order.payee.number))
      return { state: "UNKNOWN", reason: "the number was sent before with something else" };
    if (!bill && (fault === "balance-short" || order.amountMinor > this.balanceMinor))
      return { state: "FAILED", reason: "NOT_ENOUGH", balanceShort: true };
    const kept = bill ?? this.accept(order, fault);
    return this.answer(kept, fault);
  }

  async query({ outNo }: { outNo: string }): Promise<PayoutReply> {
    const fault = this.meet("query", outNo);
    if (fault === "timeout-before" || fault === "timeout-after") return { state: "UNKNOWN", reason: "timeout" };
    if (fault === "rate-limit") return { state: "UNKNOWN", reason: "rate limit" };
    const bill = this.bills.get(outNo);
    if (!bill || this.clock.now().getTime() < bill.visibleFrom) return { state: "NOT_FOUND" };
    this.progress(bill);
    return this.answer(bill, fault);
  }

  async cancel({ outNo }: { outNo: string }): Promise<PayoutReply> {
    const fault = this.meet("cancel", outNo);
    if (fault === "timeout-before" || fault === "rate-limit") return { state: "UNKNOWN", reason: fault };
    const bill = this.bills.get(outNo);
    if (!bill) return { state: "NOT_FOUND" };
    this.progress(bill);
    if (bill.state === "waiting") this.move(bill, "cancelled");
    return this.answer(bill, fault);
  }

  async readNotice(raw: RawNotice) {
    if (raw.headers["x-fake-signature"] !== sign(raw.body)) throw new NoticeRefused("signature");
    const { id, kind, outNo } = JSON.parse(raw.body) as { id: string; kind: string; outNo: string };
    return { eventId: id, kind, outNo, body: { kind, outNo } };
  }

  /** The payee confirms what waits for him. False when it was too late. */
  confirm(outNo: string): boolean {
    const bill = this.bills.get(outNo);
    if (bill) this.progress(bill);
    if (bill?.state !== "waiting") return false;
    this.move(bill, "paid");
    return true;
  }

  /** Time passes, here and for whoever shares the clock: what was to come back comes back, what waited too long ends. */
  pass(ms: number): void {
    this.clock.pass(ms);
    for (const bill of this.bills.values()) this.progress(bill);
  }

  /** The notices since the last time: some lost, some up to three times, in any order. */
  notices(lost = 0.2): RawNotice[] {
    const { random } = this.faults;
    const sent = this.told.splice(0).flatMap((each) => (random() < lost ? [] : Array(1 + Math.floor(random() * 3)).fill(each)));
    return shuffled(random, sent as RawNotice[]);
  }

  /** What a payee has of one number: 0 when it failed or came back. */
  paidUnder(outNo: string): bigint {
    return this.movements.filter((each) => each.outNo === outNo).reduce((sum, each) => sum + each.amountMinor, 0n);
  }

  private meet(op: FakeRequest["op"], outNo: string): Fault | null {
    const fault = this.faults.draw();
    this.requests.push({ op, outNo, fault, at: this.clock.now().getTime() });
    return fault;
  }

  private accept(order: SendPayout, fault: Fault | null): Bill {
    const now = this.clock.now().getTime();
    const hidden = fault === "not-found" ? this.notFoundMs : 0;
    const fate = fault && payoutFates.includes(fault) ? fault : null;
    const bill: Bill = { ...order, state: "waiting", fate, acceptedAt: now, visibleFrom: now + hidden, paidAt: 0 };
    this.bills.set(order.outNo, bill);
    if (fate === "refused") this.move(bill, "failed");
    else if (fate !== "wait" && fate !== "wait-past-24h") this.move(bill, "paid");
    return bill;
  }

  private progress(bill: Bill): void {
    const now = this.clock.now().getTime();
    const patience = bill.fate === "wait-past-24h" ? 30 * hour : 24 * hour;
    if (bill.state === "waiting" && now >= bill.acceptedAt + patience) this.move(bill, "cancelled");
    if (bill.state === "paid" && bill.fate === "return" && now >= bill.paidAt + 72 * hour) this.move(bill, "returned");
  }

  private move(bill: Bill, state: Bill["state"]): void {
    const at = this.clock.now().getTime();
    bill.state = state;
    if (state === "paid") bill.paidAt = at;
    const effect = state === "paid" ? 1n : state === "returned" ? -1n : 0n;
    if (effect !== 0n) {
      this.movements.push({ outNo: bill.outNo, payee: bill.payee.number, amountMinor: effect * bill.amountMinor, at });
      this.balanceMinor -= effect * bill.amountMinor;
    }
    const body = JSON.stringify({ id: `${bill.outNo}:${state}`, kind: state, outNo: bill.outNo });
    this.told.push({ headers: { "x-fake-signature": sign(body) }, body });
  }

  private answer(bill: Bill, fault: Fault | null): PayoutReply {
    if (fault === "timeout-after" || fault === "not-found") return { state: "UNKNOWN", reason: "timeout" };
    if (fault === "error-after") return { state: "UNKNOWN", reason: "HTTP 500" };
    if (fault === "mis-signed") return { state: "UNKNOWN", reason: "the reply's signature is wrong" };
    if (fault === "never-seen") return { state: "UNKNOWN", reason: "code ACCOUNT_IN_PURGATORY" };
    const ref = `fake_${bill.outNo}`;
    const lie = fault === "changed-amount" ? 1n : 0n;
    switch (bill.state) {
      case "waiting":
        return { state: "WAITING", ref, confirm: `confirm-${bill.outNo}`, confirmBy: new Date(bill.acceptedAt + 24 * hour) };
      case "paid":
        return { state: "PAID", ref, amountMinor: bill.amountMinor + lie, feeMinor: 0n, at: new Date(bill.paidAt) };
      case "returned":
        return { state: "RETURNED", ref, reason: "the payee's bank sent it back" };
      case "failed":
        return { state: "FAILED", reason: "NAME_MISMATCH" };
      case "cancelled":
        return { state: "CANCELLED", reason: "not confirmed or taken back" };
    }
  }
}

const sign = (body: string) => createHmac("sha256", "fake").update(body).digest("hex");
