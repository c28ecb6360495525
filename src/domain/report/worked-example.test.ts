import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, vi } from "vitest";
import type { PaymentProvider, StatementLine } from "#adapters/payment/payment.ts";
import { usePaymentProviders } from "#adapters/payment/providers.ts";
import type { PayoutProvider, PayoutReply, SendPayout } from "#adapters/payout/payout.ts";
import { buyAllotment } from "#domain/allotment/buy-allotment.ts";
import { recallAllotment } from "#domain/allotment/recall-allotment.ts";
import { claimVoucher } from "#domain/claim/claim-voucher.ts";
import { createLink } from "#domain/link/create-link.ts";
import { deriveToken } from "#domain/link/derive-token.ts";
import { queryPayments } from "#domain/payment/query-payments.ts";
import { startTopUp } from "#domain/payment/start-topup.ts";
import { sendPayouts } from "#domain/payout/send-payouts.ts";
import { bookLines } from "#domain/reconciliation/book-lines.ts";
import { fetchStatement } from "#domain/reconciliation/fetch-statement.ts";
import { reconcileUpload } from "#domain/reconciliation/upload-statement.ts";
import { redeemByConsumer } from "#domain/redemption/redeem-by-consumer.ts";
import { changeSettings } from "#domain/setting/change-settings.ts";
import { settleDue } from "#domain/settlement/settle-due.ts";
import { expireVouchers } from "#domain/voucher/expire-vouchers.ts";
import { approveWithdrawal } from "#domain/withdrawal/approve-withdrawal.ts";
import { requestWithdrawal } from "#domain/withdrawal/request-withdrawal.ts";
import { type Actor, type Ctx, systemActor } from "#lib/context.ts";
import { createDb, type Db } from "#lib/db.ts";
import { formatYuan } from "#lib/money.ts";
import { dayKey } from "#lib/time.ts";
import { expectBooksToBalance } from "#test/checker.ts";
import { cloneDatabase, test } from "#test/database.ts";
import { makeDevice, makeStaff, makeStock } from "#test/factories.ts";
import { makeApproved, makePayee } from "#test/payouts.ts";
import { makeNetwork } from "#test/redeemed.ts";
import { scriptedProvider } from "#test/scripted-provider.ts";
import { closeDays } from "./close-days.ts";
import { getTrialBalance } from "./queries-books.ts";

afterEach(() => usePaymentProviders(null));
const day = (number: number, time: string) => new Date(`2026-03-${String(number).padStart(2, "0")}T${time}+08:00`);
const example =
  readFileSync(path.resolve(import.meta.dirname, "../../../ARCHITECTURE.md"), "utf8").split("### A voucher's money")[1] ?? "";

/** Stripe: takes 8.80 of the top-up and 0.10 of each transfer, and tells of both in one statement. */
function stripe() {
  const told: StatementLine[] = [];
  const payments = scriptedProvider("STRIPE");
  payments.downloadStatement = async (asked) => told.filter((line) => dayKey(line.at) === asked);
  const send = async ({ outNo, amountMinor }: SendPayout): Promise<PayoutReply> => {
    told.push({ ...line("PAYOUT", outNo, -amountMinor, day(3, "10:30:00")), feeMinor: 10n });
    return { state: "PAID", ref: `tr_${outNo}`, amountMinor, feeMinor: 10n, at: day(3, "10:30:00") };
  };
  const facts = {
    name: "STRIPE" as const,
    payeeKinds: ["STRIPE"] as const,
    minMinor: 1n,
    maxMinor: 10_000_000n,
    inFlightMs: 0,
    resendable: true,
  };
  const unasked = async (): Promise<never> => {
    throw new Error("nobody has to ask");
  };
  const payouts: PayoutProvider = { ...facts, send, query: unasked, cancel: unasked, readNotice: unasked };
  return { payments, payouts: new Map([["STRIPE", payouts]]), told };
}
const line = (kind: StatementLine["kind"], outNo: string | null, amountMinor: bigint, at: Date): StatementLine => ({
  ...{ lineId: `${kind}-${outNo}`, kind, outNo, providerRef: null, amountMinor, feeMinor: 0n, at, payee: null },
});

type Book = Record<string, bigint>;
async function booksOf(db: Db): Promise<Book> {
  const rows = await getTrialBalance(ctx(db, systemActor("test"), day(9, "00:00:00")));
  return Object.fromEntries(rows.map((row) => [row.kind, row.closingMinor]));
}
const ctx = <A extends Actor>(db: Db, actor: A, now: Date): Ctx<A> => ({ db, actor, now });

/** What a step moved, as the document writes it: `BANK` 1.00 · `FEES` 0.10 | `PREPAID` 1.10. */
function moved(before: Book, after: Book): string {
  const side = (sign: 1n | -1n) =>
    Object.keys(after)
      .map((kind) => [kind, (after[kind]! - before[kind]!) * sign] as const)
      .filter(([, minor]) => minor > 0n)
      .map(([kind, minor]) => `\`${kind}\` ${formatYuan(minor)}`)
      .join(" · ");
  return `${side(1n)} | ${side(-1n)}`;
}

test("the document's example, lived through the commands: every figure of it is what the books hold", {
  timeout: 60_000,
}, async () => {
  const own = await cloneDatabase();
  vi.stubEnv("DATABASE_URL", own.url);
  const db = createDb(own.url);
  const people = { first: await makeStaff(db, "FINANCE"), second: await makeStaff(db, "FINANCE"), owner: await makeStaff(db) };
  const [system, owner] = [systemActor("test"), people.owner];
  const { payments, payouts, told } = stripe();
  usePaymentProviders([payments as PaymentProvider]);
  await changeSettings(ctx(db, owner, day(1, "09:00:00")), {
    ...{ stripeOn: true, taxMethod: "RATE", taxRateBps: 300 },
    ...{ expiredStockPolicy: "REFUND", expiredStockRefundBps: 5_000 },
  });
  const network = await makeNetwork(db);
  const { seller, product } = network;
  await db.productPrice.create({ data: { productId: product.id, levelId: seller.levelId, priceMinor: 2000n } });
  await makeStock(db, product.id, 10);
  const lives: string[] = [];
  let before = await booksOf(db);
  const step = async (what: string, work: () => Promise<unknown>) => {
    await work();
    const after = await booksOf(db);
    lives.push(`| ${what} | ${moved(before, after)} |`);
    before = after;
  };
  const as = <A extends Actor>(actor: A, at: Date) => ctx(db, actor, at);
  const shop = { allotmentId: "", voucherId: "" };
  const device = makeDevice();

  await step("he tops up 1,000.00 through Stripe, which keeps 8.80", async () => {
    const { id } = await startTopUp(as(seller.actor, day(2, "09:00:00")), { amountMinor: "100000", method: "STRIPE_CHECKOUT" });
    const { outNo } = await db.payment.findUniqueOrThrow({ where: { id } });
    payments.pay(outNo, { feeMinor: 880n, paidAt: day(2, "09:01:00") });
    told.push({ ...line("PAYMENT", outNo, 100_000n, day(2, "09:01:00")), feeMinor: 880n });
    await queryPayments(as(system, day(2, "09:02:00")));
  });
  await step("buys 10 vouchers at 20.00", async () => {
    const request = { productId: product.id, quantity: 10, requestKey: crypto.randomUUID() };
    shop.allotmentId = (await buyAllotment(as(seller.actor, day(2, "10:00:00")), request)).id;
  });
  await step("gives back 2 of them", () =>
    recallAllotment(as(owner, day(2, "11:00:00")), {
      allotmentId: shop.allotmentId,
      quantity: 2,
      reason: "退回",
      requestKey: crypto.randomUUID(),
    }),
  );
  await step("one is claimed", async () => {
    const terms = { allotmentId: shop.allotmentId, quota: 1, requestKey: crypto.randomUUID() };
    const { id } = await createLink(as(seller.actor, day(2, "12:00:00")), terms);
    shop.voucherId = (await claimVoucher(as(device, day(2, "12:30:00")), { token: deriveToken(id), slot: 1 })).voucherId;
  });
  await step("and used: 5 %, 3 % and 2 % of 25.00", async () => {
    const claim = await db.claim.findFirstOrThrow();
    await redeemByConsumer(as({ ...device, personIds: [claim.personId] }, day(2, "13:00:00")), { voucherId: shop.voucherId });
  });
  await step("the other 7 expire unclaimed, half of their price is given back", async () => {
    await db.voucher.updateMany({ where: { status: "ALLOTTED" }, data: { expiresAt: day(2, "14:00:00") } });
    await expireVouchers(as(system, day(2, "14:01:00")));
  });
  await step("the day is settled, 3 % tax withheld", () => settleDue(as(system, day(3, "02:30:00"))));
  await step("he asks for 300.00 of his prepaid money", async () => {
    await makePayee(db, seller.id, "STRIPE");
    await db.payeeAccount.updateMany({ data: { usableFrom: day(1, "00:00:00") } });
    const { id } = await requestWithdrawal(as(seller.actor, day(3, "09:00:00")), { amountMinor: "30000" });
    await approveWithdrawal(as(people.second, day(3, "09:30:00")), { id });
  });
  await step("his statement is prepared and approved", async () => {
    const at = day(3, "10:00:00");
    const both = { first: as(people.first, at), second: as(people.second, at), owner: as(owner, at) };
    const statement = await db.statement.findFirstOrThrow({ where: { distributorId: seller.id } });
    const withdrawal = await db.withdrawal.findFirstOrThrow();
    await makeApproved(db, both, { statementIds: [statement.id], withdrawalIds: [withdrawal.id] }, payouts, "STRIPE");
  });
  await step("both are paid through Stripe, 0.10 for each transfer", () =>
    sendPayouts(as(system, day(3, "10:30:00")), { providers: payouts }),
  );
  const finance = (at: Date) => as(people.first, at);
  const suspense = async (lineId: string, at: Date) => {
    const { id } = await db.providerStatementLine.findFirstOrThrow({ where: { lineId } });
    await bookLines(finance(at), { lineIds: [id], to: "SUSPENSE", text: "Stripe 转到银行" });
  };
  await step("Stripe sends 500.00 to our bank: its statement's line is booked", async () => {
    told.push({ ...line("OTHER", null, -50_000n, day(3, "20:00:00")), lineId: "po_1" });
    for (const number of [2, 3])
      await fetchStatement(finance(day(4, "09:00:00")), { provider: "STRIPE", day: dayKey(day(number, "12:00:00")) });
    await suspense("po_1", day(4, "09:10:00"));
  });
  await step("the bank's statement has it: the other side is booked", async () => {
    const text = "交易时间,流水号,收入,支出,对方户名,附言\n2026-03-04 08:00:00,BK1,500.00,,STRIPE,PAYOUT";
    const columns = JSON.stringify({ heading: 1, at: 0, id: 1, amount: null, moneyIn: 2, moneyOut: 3, payee: 4, memo: 5 });
    async function* body() {
      yield Buffer.from(text);
    }
    await reconcileUpload(finance(day(5, "09:00:00")), { provider: "BANK", name: "bank.csv", columns, body: body() });
    await suspense("BK1", day(5, "09:10:00"));
  });

  const end = await booksOf(db);
  const closing = Object.entries(end)
    .filter(([, minor]) => minor !== 0n)
    .map(([kind, minor]) => `\`${kind}\` ${formatYuan(minor)}`)
    .join(" · ");
  for (const written of [...lives.filter((one) => !one.endsWith("|  |  |")), closing]) expect(example).toContain(written);
  const squares = await db.reconciliation.findMany({ orderBy: [{ provider: "asc" }, { day: "asc" }] });
  expect(
    squares.map((row) => [row.provider, row.providerMinor === row.documentMinor && row.documentMinor === row.ledgerMinor]),
  ).toEqual([
    ["STRIPE", true],
    ["STRIPE", true],
    ["BANK", true],
  ]);
  expect(squares.reduce((sum, row) => sum + row.extraCount + row.missingCount + row.differentCount + row.ledgerCount, 0)).toBe(0);
  expect((await closeDays(finance(day(6, "09:00:00")), { until: "2026-03-03" })).closed).toBe(2);
  await expectBooksToBalance(db);
  await db.$disconnect();
  await own.drop();
});
