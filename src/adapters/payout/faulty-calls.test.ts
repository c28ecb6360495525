import { afterEach, describe, expect, test } from "vitest";
import { readProviders } from "#lib/env-providers.ts";
import { FakeAlipay } from "#test/fake-alipay.ts";
import { FakeClock, type Fault } from "#test/fake-faults.ts";
import type { FakeServer } from "#test/fake-server.ts";
import { FakeStripe } from "#test/fake-stripe.ts";
import { FakeWechat } from "#test/fake-wechat.ts";
import { alipayPayouts } from "./alipay.ts";
import type { PayeeKindName, PayoutProvider, PayoutReply, SendPayout } from "./payout.ts";
import { stripePayouts } from "./stripe.ts";
import { wechatPayouts } from "./wechat.ts";

/** Three calls of ten go wrong over real HTTP; whoever asks and sends again under the same number ends with what the provider's books say. */
const kinds: readonly Fault[] = [
  "error-after",
  "rate-limit",
  "mis-signed",
  "never-seen",
  "not-found",
  "refused",
  "balance-short",
];
const items = 60;
let open: FakeServer | null = null;
afterEach(() => open?.close());

const order = (i: number, kind: PayeeKindName): SendPayout => ({
  outNo: `X${i}`,
  amountMinor: 5_000n + BigInt(i),
  currency: "CNY",
  payee: { kind, number: kind === "STRIPE" ? `acct_${i}` : `o-${i}`, holderName: "林小姐" },
  memo: "佣金",
  notifyUrl: "",
});

/** As patient as the autopilot: asks, and sends the identical order again when there is no trace of it after the in-flight window. */
async function settle(provider: PayoutProvider, each: SendPayout, clock: FakeClock, confirm: () => void): Promise<PayoutReply> {
  let reply = await provider.send(each);
  let sentAt = clock.now().getTime();
  for (let turn = 0; turn < 200; turn++) {
    if (reply.state === "PAID" || (reply.state === "FAILED" && !reply.balanceShort)) return reply;
    if (reply.state === "WAITING") confirm();
    clock.pass(provider.inFlightMs / 5);
    reply = await provider.query({ outNo: each.outNo, ref: null });
    if (reply.state !== "NOT_FOUND" || clock.now().getTime() - sentAt < provider.inFlightMs) continue;
    reply = await provider.send(each);
    sentAt = clock.now().getTime();
  }
  return reply;
}

async function run(fake: FakeServer, provider: PayoutProvider, clock: FakeClock, confirm: (outNo: string) => void) {
  open = fake;
  const replies = new Map<string, PayoutReply>();
  for (let i = 0; i < items; i++) {
    const each = order(i, provider.payeeKinds[0]!);
    replies.set(each.outNo, await settle(provider, each, clock, () => confirm(each.outNo)));
  }
  return replies;
}

function compare(replies: Map<string, PayoutReply>, paid: { outNo: string; amount: bigint }[], seed: number): void {
  expect(new Set(paid.map(({ outNo }) => outNo)).size, `seed ${seed}: paid twice`).toBe(paid.length);
  for (const [outNo, reply] of replies) {
    const really = paid.find((each) => each.outNo === outNo);
    expect(`${outNo} ${reply.state} ${reply.state === "PAID" ? reply.amountMinor : 0n}`, `seed ${seed}`).toBe(
      really ? `${outNo} PAID ${really.amount}` : `${outNo} FAILED 0`,
    );
  }
}

describe.each([1, 2, 3])("seed %i", (seed) => {
  const options = () => ({ seed, share: 0.3, kinds, notFoundMs: 200_000 });

  test("Stripe", async () => {
    const clock = new FakeClock();
    const fake = await FakeStripe.start({ ...options(), clock });
    const replies = await run(fake, stripePayouts(fake.settings, { now: clock.now }), clock, () => undefined);
    const paid = [...fake.books.transfers.values()].map((each) => ({ outNo: each.transfer_group!, amount: BigInt(each.amount) }));
    compare(replies, paid, seed);
  });

  test("WeChat Pay", async () => {
    const clock = new FakeClock();
    const fake = await FakeWechat.start({ ...options(), clock });
    const provider = wechatPayouts(readProviders(fake.settings).settings.wechat!, { now: clock.now });
    const replies = await run(fake, provider, clock, (outNo) => void fake.transfers.confirm(outNo));
    const paid = fake.transfers.paid.map((each) => ({ outNo: each.outNo, amount: BigInt(each.amount) }));
    compare(replies, paid, seed);
  });

  test("Alipay", async () => {
    const clock = new FakeClock();
    const fake = await FakeAlipay.start({ ...options(), clock });
    const provider = alipayPayouts(readProviders(fake.settings).settings.alipay!, { now: clock.now });
    const replies = await run(fake, provider, clock, () => undefined);
    compare(replies, [...fake.payouts.transfers.values()], seed);
  });
});
