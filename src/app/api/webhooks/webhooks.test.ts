import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { alipayPayments } from "#adapters/payment/alipay.ts";
import type { PaymentMethodName, PaymentProvider } from "#adapters/payment/payment.ts";
import { usePaymentProviders } from "#adapters/payment/providers.ts";
import { stripePayments } from "#adapters/payment/stripe.ts";
import { wechatPayments } from "#adapters/payment/wechat.ts";
import { getBalances } from "#domain/ledger/queries.ts";
import { approveRefund } from "#domain/payment/decide-refund.ts";
import { queryPayments } from "#domain/payment/query-payments.ts";
import { requestRefund } from "#domain/payment/request-refund.ts";
import { startTopUp } from "#domain/payment/start-topup.ts";
import type { Db } from "#lib/db.ts";
import { readProviders } from "#lib/env-providers.ts";
import { hour, minute } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeStaff, systemCtx } from "#test/factories.ts";
import { FakeAlipay } from "#test/fake-alipay.ts";
import type { FakeServer } from "#test/fake-server.ts";
import { FakeStripe } from "#test/fake-stripe.ts";
import { FakeWechat } from "#test/fake-wechat.ts";
import { POST } from "./[provider]/route.ts";

/** The route behind a real HTTP server, so that the fakes' notices arrive as bytes. */
const door = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const url = new URL(request.url ?? "/", "http://door");
  const provider = url.pathname.split("/").at(-1) ?? "";
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as [string, string]);
  const asked = new Request(url, { method: "POST", headers, body: Buffer.concat(chunks) });
  const answer = await POST(asked, { params: Promise.resolve({ provider }) });
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
});
const address = () => `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
const send = (provider: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${address()}/api/webhooks/${provider}`, { method: "POST", body, headers });

type Bench = {
  name: string;
  method: PaymentMethodName;
  fake: FakeServer;
  provider: PaymentProvider;
  /** The payer arrives at the provider, where that makes the order. */
  arrive(outNo: string, handoff: string): Promise<unknown>;
  pay(outNo: string): unknown;
};
const benches: Bench[] = [];

beforeAll(async () => {
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  const [stripe, wechat, alipay] = await Promise.all([FakeStripe.start(), FakeWechat.start(), FakeAlipay.start()]);
  const { settings, problems } = readProviders({ ...stripe.settings, ...wechat.settings, ...alipay.settings });
  expect(problems).toEqual([]);
  stripe.webhookUrl = `${address()}/api/webhooks/stripe`;
  const nothing = async () => undefined;
  benches.push(
    ...[
      {
        ...{ name: "stripe", method: "STRIPE_CHECKOUT" as const, fake: stripe, provider: stripePayments(settings.stripe!) },
        ...{ arrive: nothing, pay: (outNo: string) => stripe.pay(outNo) },
      },
      {
        ...{ name: "wechat", method: "WECHAT_NATIVE" as const, fake: wechat, provider: wechatPayments(settings.wechat!) },
        ...{ arrive: nothing, pay: (outNo: string) => wechat.orders.pay(outNo) },
      },
      {
        ...{ name: "alipay", method: "ALIPAY_PAGE" as const, fake: alipay, provider: alipayPayments(settings.alipay!) },
        ...{ arrive: (_: string, handoff: string) => fetch(handoff), pay: (outNo: string) => alipay.books.pay(outNo) },
      },
    ],
  );
  usePaymentProviders(benches.map(({ provider }) => provider));
  // The addresses in the orders are those of the test's own door.
  for (const { provider, name } of benches) {
    const { start, refund } = provider;
    const notifyUrl = `${address()}/api/webhooks/${name}`;
    provider.start = (order) => start.call(provider, { ...order, notifyUrl });
    provider.refund = (order) => refund.call(provider, { ...order, notifyUrl });
  }
});
afterAll(async () => {
  for (const { fake } of benches) await fake.close();
  door.close();
});

async function begin(db: Db, bench: Bench) {
  const distributor = await makeDistributor(db);
  const ctx = ctxOf(db, distributor.actor);
  const { id, handoff, state } = await startTopUp(ctx, { amountMinor: "50000", method: bench.method });
  expect(state).toBe("PENDING");
  const { outNo } = await db.payment.findUniqueOrThrow({ where: { id } });
  if (handoff?.kind === "redirect") await bench.arrive(outNo, handoff.url);
  const prepaid = async () => (await getBalances({ db }, distributor.id)).prepaidMinor;
  return { id, outNo, prepaid, ctx };
}

describe.each(["stripe", "wechat", "alipay"])("%s", (name) => {
  const bench = () => benches.find((each) => each.name === name)!;

  test("a real notice over HTTP, in any number: verified, asked for, booked once, answered as the provider wants", async ({
    db,
  }) => {
    const { id, outNo, prepaid } = await begin(db, bench());
    await bench().pay(outNo);
    const sent = bench().fake.notices.at(-1)!;
    const said = await bench().fake.deliver({ repeat: 5, shuffle: true });
    const { accepted } = bench().provider;
    for (const { status, body } of said) expect({ status, body }).toEqual({ status: accepted.status, body: accepted.body });
    const again = await Promise.all(Array.from({ length: 5 }, () => send(name, sent.body, sent.headers)));
    expect(again.map(({ status }) => status)).toEqual(Array(5).fill(accepted.status));
    expect(await prepaid()).toBe(50_000n);
    expect(await db.payment.findUnique({ where: { id } })).toMatchObject({ state: "PAID" });
    expect(await db.auditEntry.count({ where: { action: "payment.paid", subjectId: id } })).toBe(1);
  });

  test("one byte changed, no signature, another day: refused without a word, no effect", async ({ db }) => {
    const { id, outNo } = await begin(db, bench());
    await bench().pay(outNo);
    const { body, headers } = bench().fake.notices.at(-1)!;
    const cut = body.length - 3;
    const changed = `${body.slice(0, cut)}${body[cut] === "0" ? "1" : "0"}${body.slice(cut + 1)}`;
    for (const [text, given] of [
      [changed, headers],
      [body, name === "alipay" ? {} : { "content-type": "application/json" }],
      ["", headers],
      ["{}", {}],
      ["not a notice", headers],
    ] as const) {
      if (text === body && name === "alipay") continue; // his signature is in the body
      const answer = await send(name, text, given);
      expect([answer.status, await answer.json()]).toEqual([400, { error: { code: "INVALID_INPUT", details: {} } }]);
    }
    expect(await db.payment.findUnique({ where: { id } })).toMatchObject({ state: "PENDING" });
    expect(await db.providerEvent.count({ where: { outNo } })).toBe(0);
    await bench().fake.deliver();
    expect(await db.payment.findUnique({ where: { id } })).toMatchObject({ state: "PAID" });
  });

  test("the notice is lost: the clock finds it", async ({ db }) => {
    const { outNo, prepaid } = await begin(db, bench());
    await bench().pay(outNo);
    await bench().fake.deliver({ lost: 1 });
    expect(await prepaid()).toBe(0n);
    await queryPayments(systemCtx(db, new Date(Date.now() + minute)));
    expect(await prepaid()).toBe(50_000n);
  });

  test("nobody pays: closed at the provider, who then takes no money", async ({ db }) => {
    const { id, outNo } = await begin(db, bench());
    await queryPayments(systemCtx(db, new Date(Date.now() + 2 * hour)));
    expect(await db.payment.findUnique({ where: { id } })).toMatchObject({ state: "CLOSED" });
    expect(await bench().provider.query({ outNo, ref: null })).toMatchObject({ state: "CLOSED" });
  });

  test("a part goes back, approved by a second person", async ({ db }) => {
    const { id, outNo, prepaid } = await begin(db, bench());
    await bench().pay(outNo);
    await bench().fake.deliver();
    const [first, second] = [ctxOf(db, await makeStaff(db, "FINANCE")), ctxOf(db, await makeStaff(db, "FINANCE"))];
    const refund = await requestRefund(first, { paymentId: id, amountMinor: "12345", reason: "多充了一笔" });
    await approveRefund(second, refund);
    await bench().fake.deliver();
    await queryPayments(systemCtx(db, new Date(Date.now() + 2 * minute)));
    expect(await db.refund.findUnique({ where: { id: refund.id } })).toMatchObject({ state: "DONE" });
    expect(await prepaid()).toBe(37_655n);
    expect(
      await bench().provider.query({ outNo, ref: (await db.payment.findUniqueOrThrow({ where: { id } })).providerRef }),
    ).toMatchObject({
      state: "PAID",
      amountMinor: 50_000n,
    });
  });
});

test("a provider nobody knows, a body too large", async ({ db }) => {
  await begin(db, benches[0]!);
  expect((await send("paypal", "{}")).status).toBe(404);
  expect((await send("stripe", "x".repeat(256 * 1024 + 1))).status).toBe(413);
});

test("a notice for a number we never gave: kept, no effect, one incident", async ({ db }) => {
  await begin(db, benches[0]!);
  const stripe = benches[0]!.fake as FakeStripe;
  const before = await db.incident.count({ where: { kind: "notice.refused", provider: "STRIPE" } });
  const session = { id: "cs_x", object: "checkout.session", client_reference_id: "P20261122SOMEBODYELSE9" };
  const event = {
    id: "evt_other",
    object: "event",
    type: "checkout.session.completed",
    created: 1,
    livemode: false,
    data: { object: session },
  };
  const body = JSON.stringify(event);
  for (let i = 0; i < 3; i++) expect((await send("stripe", body, stripe.sign(body))).status).toBe(200);
  expect(await db.providerEvent.findMany({ where: { eventId: "evt_other" } })).toMatchObject([{ effect: "unknown number" }]);
  expect(await db.incident.count({ where: { kind: "notice.refused", provider: "STRIPE" } })).toBeLessThanOrEqual(before + 1);
});
