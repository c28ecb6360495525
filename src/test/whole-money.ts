import type { StatementLine } from "#adapters/payment/payment.ts";
import { approveAdjustment } from "#domain/adjustment/approve-adjustment.ts";
import { requestAdjustment } from "#domain/adjustment/request-adjustment.ts";
import { buyAllotment } from "#domain/allotment/buy-allotment.ts";
import { recallAllotment } from "#domain/allotment/recall-allotment.ts";
import { claimVoucher } from "#domain/claim/claim-voucher.ts";
import { decideDispute } from "#domain/dispute/decide-dispute.ts";
import { openDispute } from "#domain/dispute/open-dispute.ts";
import { createLink } from "#domain/link/create-link.ts";
import { deriveToken } from "#domain/link/derive-token.ts";
import { approveRefund, rejectRefund } from "#domain/payment/decide-refund.ts";
import { queryPayments } from "#domain/payment/query-payments.ts";
import { requestRefund } from "#domain/payment/request-refund.ts";
import { startTopUp } from "#domain/payment/start-topup.ts";
import { approveBatch } from "#domain/payout/approve-batch.ts";
import { cancelItem } from "#domain/payout/cancel-item.ts";
import { queryPayouts } from "#domain/payout/query-payouts.ts";
import { rejectBatch } from "#domain/payout/reject-batch.ts";
import { retryItem } from "#domain/payout/retry-item.ts";
import { sendPayouts } from "#domain/payout/send-payouts.ts";
import { bookLines } from "#domain/reconciliation/book-lines.ts";
import { fetchStatement } from "#domain/reconciliation/fetch-statement.ts";
import { redeemByConsumer } from "#domain/redemption/redeem-by-consumer.ts";
import { reverseRedemption } from "#domain/redemption/reverse-redemption.ts";
import { closeDays } from "#domain/report/close-days.ts";
import { changeSettings } from "#domain/setting/change-settings.ts";
import { settleDue } from "#domain/settlement/settle-due.ts";
import { confirmTopUp } from "#domain/topup/confirm-topup.ts";
import { recordTopUp } from "#domain/topup/record-topup.ts";
import { expireVouchers } from "#domain/voucher/expire-vouchers.ts";
import { approveWithdrawal } from "#domain/withdrawal/approve-withdrawal.ts";
import { cancelWithdrawal } from "#domain/withdrawal/cancel-withdrawal.ts";
import { rejectWithdrawal } from "#domain/withdrawal/reject-withdrawal.ts";
import { requestWithdrawal } from "#domain/withdrawal/request-withdrawal.ts";
import type { Actor } from "#lib/context.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { day, dayKey, hour, minute, plusDays } from "#lib/time.ts";
import { ctxOf, makeDevice, makeStock, systemCtx } from "./factories.ts";
import type { FakePayouts } from "./fake-payouts.ts";
import { makePayee, makePrepared, type People } from "./payouts.ts";
import { makeNetwork } from "./redeemed.ts";
import type { ScriptedProvider } from "./scripted-provider.ts";

/** What all the money commands act on in one random story. The two providers keep books of their own; their clock is everybody's. */
export type World = { db: Db; people: People; payments: ScriptedProvider; payouts: FakePayouts };

/** When the payment provider was paid and gave back, which he himself does not write down. */
const times = new WeakMap<ScriptedProvider, Map<string, Date>>();
const timesOf = ({ payments }: World) => {
  if (!times.has(payments)) times.set(payments, new Map());
  return times.get(payments)!;
};

const feeOf = (amountMinor: bigint) => amountMinor / 100n;

/** What the provider's books say of a day: payments, refunds, payouts and what came back. */
export function statementOf(world: World, asked: string): StatementLine[] {
  const { payments, payouts } = world;
  const at = timesOf(world);
  const line = (kind: StatementLine["kind"], outNo: string, amountMinor: bigint, when: Date, feeMinor = 0n): StatementLine => ({
    ...{ lineId: `${kind}-${outNo}`, kind, outNo, providerRef: null, amountMinor, feeMinor, at: when, payee: null },
  });
  const paid = [...payments.orders].filter(([, order]) => order.state === "PAID");
  const back = [...payments.refunds].filter(([, refund]) => refund.state === "DONE");
  return [
    ...paid.map(([outNo, { amountMinor }]) => line("PAYMENT", outNo, amountMinor, at.get(outNo)!, feeOf(amountMinor))),
    ...back.map(([no, { amountMinor }]) => line("REFUND", no, -amountMinor, at.get(no)!)),
    ...payouts.movements.map((one) =>
      line(one.amountMinor > 0n ? "PAYOUT" : "RETURN", one.outNo, -one.amountMinor, new Date(one.at)),
    ),
  ].filter((one) => dayKey(one.at) === asked);
}

/** What the provider holds for us in the end. */
export const heldBy = ({ payments, payouts }: World): bigint =>
  [...payments.orders.values()].reduce(
    (sum, order) => sum + (order.state === "PAID" ? order.amountMinor - feeOf(order.amountMinor) : 0n),
    0n,
  ) -
  [...payments.refunds.values()].reduce((sum, refund) => sum + (refund.state === "DONE" ? refund.amountMinor : 0n), 0n) -
  payouts.movements.reduce((sum, one) => sum + one.amountMinor, 0n);

function noteRefunds(world: World, now: Date): void {
  const at = timesOf(world);
  for (const [no, refund] of world.payments.refunds) if (refund.state === "DONE" && !at.has(no)) at.set(no, now);
}

/** One story's people and stock, and every verb of money for it; `pick` chooses among what there is. */
export async function openStory(world: World) {
  const { db, people, payments, payouts } = world;
  const clock = payouts.clock;
  const providers = new Map([["SANDBOX", payouts]]);
  const network = await makeNetwork(db);
  const sellers = [network.seller, network.middle, network.top];
  const { product } = network;
  await db.productPrice.create({ data: { productId: product.id, levelId: network.level.id, priceMinor: 2000n } });
  await makeStock(db, product.id, 40);
  for (const { id } of sellers) await makePayee(db, id);
  await db.payeeAccount.updateMany({ data: { usableFrom: new Date(0) } });
  const mine = { distributorId: { in: sellers.map(({ id }) => id) } };
  const as = <A extends Actor>(actor: A) => ctxOf(db, actor, clock.now());
  const staff = (who: "first" | "second" | "owner") => as(people[who].actor);
  const system = () => systemCtx(db, clock.now());
  const seller = (pick: number) => sellers[pick % 3]!;
  const chosen = <T>(all: T[], pick: number): T | undefined => all[pick % (all.length || 1)];
  const order = { orderBy: { id: "asc" } } as const;
  /** Mostly one that is as far as that. */
  const item = async (pick: number, status?: "PREPARED" | "FAILED") => {
    const fitting = status && pick % 7 ? await db.payoutItem.findMany({ where: { ...mine, status }, ...order }) : [];
    const all = fitting.length > 0 ? fitting : await db.payoutItem.findMany({ where: mine, ...order });
    return chosen(all, pick) ?? { id: newId(), batchId: newId() };
  };
  const withdrawal = async (pick: number) => {
    const status = pick % 7 ? ("REQUESTED" as const) : undefined;
    return chosen(await db.withdrawal.findMany({ where: { ...mine, status }, ...order }), pick);
  };
  const payment = async (pick: number, state?: "PENDING" | "PAID") =>
    chosen(await db.payment.findMany({ where: { ...mine, state }, ...order }), pick);
  const refund = async (pick: number) =>
    chosen(await db.refund.findMany({ where: { payment: mine, state: "REQUESTED" }, ...order }), pick);
  const payable = async () => {
    const statements = await db.statement.findMany({ where: { ...mine, status: "PAYABLE" }, ...order });
    const withdrawals = await db.withdrawal.findMany({ where: { ...mine, status: "APPROVED" }, ...order });
    return { statementIds: statements.map(({ id }) => id), withdrawalIds: withdrawals.map(({ id }) => id) };
  };
  const yesterday = () => dayKey(plusDays(clock.now(), -1));

  const verbs = {
    start: (pick: number) => startTopUp(as(seller(pick).actor), { amountMinor: String(5000 + pick * 100), method: "SANDBOX" }),
    pay: async (pick: number) => {
      const found = await payment(pick, "PENDING");
      if (!found || payments.orders.get(found.outNo)?.state !== "OPEN") return;
      payments.pay(found.outNo, { feeMinor: feeOf(found.amountMinor), paidAt: clock.now() });
      timesOf(world).set(found.outNo, clock.now());
    },
    askPayments: () => queryPayments(system()),
    transfer: async (pick: number) => {
      const transfer = { distributorId: seller(pick).id, amountMinor: String(10_000 + pick * 10), bankReference: newId() };
      const { id } = await recordTopUp(staff("first"), transfer);
      if (pick % 4) await confirmTopUp(staff("second"), { id });
    },
    buy: (pick: number) =>
      buyAllotment(as(seller(pick).actor), { productId: product.id, quantity: 1 + (pick % 4), requestKey: newId() }),
    recall: async (pick: number) => {
      const found = chosen(await db.allotment.findMany({ where: mine, ...order }), pick);
      const request = { allotmentId: found?.id ?? newId(), quantity: 1, reason: "随机", requestKey: newId() };
      await recallAllotment(staff("owner"), request);
    },
    claim: async (pick: number) => {
      const inStock = { ...mine, vouchers: { some: { status: "ALLOTTED" as const, linkId: null } } };
      const found = chosen(await db.allotment.findMany({ where: inStock, ...order }), pick);
      if (!found) return void (await verbs.buy(pick));
      const own = sellers.find(({ id }) => id === found.distributorId)!;
      const { id } = await createLink(as(own.actor), { allotmentId: found.id, quota: 1, requestKey: newId() });
      await claimVoucher(as(makeDevice()), { token: deriveToken(id), slot: 1 });
    },
    redeem: async (pick: number) => {
      const found = chosen(
        await db.claim.findMany({ where: { productId: product.id, voucher: { status: "CLAIMED" } }, ...order }),
        pick,
      );
      if (!found) return verbs.claim(pick);
      const device = { ...makeDevice(), deviceId: newId(), personIds: [found.personId] };
      await redeemByConsumer(as(device), { voucherId: found.voucherId });
    },
    reverse: async (pick: number) => {
      const found = chosen(await db.redemption.findMany({ where: { productId: product.id, reversedAt: null }, ...order }), pick);
      await reverseRedemption(staff("owner"), { id: found?.id ?? newId(), reason: "随机" });
    },
    expire: async (pick: number) => {
      const policy = {
        expiredStockPolicy: pick % 2 ? ("KEEP" as const) : ("REFUND" as const),
        expiredStockRefundBps: 1 + pick * 9,
      };
      await changeSettings(staff("owner"), policy);
      const due = await db.voucher.findMany({
        where: { productId: product.id, status: { in: ["ALLOTTED", "CLAIMED"] } },
        take: 1 + (pick % 3),
      });
      await db.voucher.updateMany({ where: { id: { in: due.map(({ id }) => id) } }, data: { expiresAt: clock.now() } });
      await expireVouchers(system());
    },
    askRefund: async (pick: number) => {
      if (!(await payment(pick, "PAID"))) {
        await verbs.start(pick);
        for (let i = 0; i < 3; i++) await verbs.pay(i);
        await verbs.askPayments();
      }
      const found = await payment(pick, "PAID");
      await requestRefund(staff("first"), { paymentId: found?.id ?? newId(), amountMinor: String(1 + pick), reason: "随机" });
    },
    decideRefund: async (pick: number) => {
      payments.refundAs = (["DONE", "DONE", "PENDING", "FAILED"] as const)[pick % 4]!;
      if (!(await refund(pick))) await verbs.askRefund(pick);
      const id = (await refund(pick))?.id ?? newId();
      await (pick % 5 ? approveRefund(staff("second"), { id }) : rejectRefund(staff("second"), { id, reason: "随机" }));
    },
    settle: () => settleDue(system()),
    adjust: async (pick: number) => {
      const input = {
        distributorId: seller(pick).id,
        sign: pick % 3 ? ("PLUS" as const) : ("MINUS" as const),
        amountMinor: String(1 + pick),
      };
      const { id } = await requestAdjustment(staff("first"), { ...input, reason: "随机" });
      if (pick % 4) await approveAdjustment(staff("second"), { id });
    },
    contest: async (pick: number) => {
      const found = chosen(await db.commission.findMany({ where: { ...mine, status: "PAYABLE" }, ...order }), pick);
      if (!found) return void (await settleDue(system()));
      const own = sellers.find(({ id }) => id === found.distributorId)!;
      await openDispute(as(own.actor), { statementId: found.statementId!, commissionId: found.id, text: "随机" });
    },
    decide: async (pick: number) => {
      if ((await db.dispute.count({ where: { ...mine, status: "OPEN" } })) === 0) await verbs.contest(pick);
      const found = chosen(await db.dispute.findMany({ where: { ...mine, status: "OPEN" }, ...order }), pick);
      const word = { disputeId: found?.id ?? newId(), text: "随机" };
      const correction = { outcome: "CORRECTED" as const, sign: "PLUS" as const, amountMinor: String(1 + pick) };
      await decideDispute(staff("first"), pick % 2 ? { ...word, outcome: "UPHELD" } : { ...word, ...correction });
    },
    withdraw: (pick: number) => requestWithdrawal(as(seller(pick).actor), { amountMinor: String(100 + pick) }),
    decideWithdrawal: async (pick: number) => {
      const found = await withdrawal(pick);
      const id = found?.id ?? newId();
      const own = sellers.find((one) => one.id === found?.distributorId) ?? network.seller;
      if (pick % 5 === 0) await rejectWithdrawal(staff("first"), { id, reason: "随机" });
      else if (pick % 5 === 1) await cancelWithdrawal(as(own.actor), { id });
      else await approveWithdrawal(staff("second"), { id });
    },
    prepare: async (pick: number) => {
      const before = await payable();
      if (before.statementIds.length + before.withdrawalIds.length === 0) {
        const { id } = await requestWithdrawal(as(seller(pick).actor), { amountMinor: String(100 + pick) });
        await approveWithdrawal(staff("second"), { id });
      }
      const now = clock.now();
      const each = { first: { ...people.first, now }, second: { ...people.second, now }, owner: { ...people.owner, now } };
      await makePrepared(each, await payable(), providers);
    },
    approve: async (pick: number) => {
      const { batchId: id } = await item(pick, "PREPARED");
      await (pick % 6 ? approveBatch(staff("owner"), { id }) : rejectBatch(staff("owner"), { id, reason: "随机" }));
    },
    send: () => sendPayouts(system(), { providers }),
    askPayouts: () => queryPayouts(system(), { providers }),
    cancel: async (pick: number) =>
      cancelItem(staff("first"), { id: (await item(pick, pick % 2 ? "FAILED" : "PREPARED")).id, reason: "随机" }, providers),
    retry: async (pick: number) => retryItem(staff("first"), { id: (await item(pick, "FAILED")).id }, providers),
    pass: async (pick: number) => payouts.pass([5 * minute, hour, 7 * hour, day, 8 * day][pick % 5]!),
    reconcile: () => fetchStatement(staff("first"), { provider: "SANDBOX", day: yesterday() }),
    book: async (pick: number) => {
      const left = await db.providerStatementLine.findMany({ where: { outcome: "EXTRA" }, ...order });
      const line = chosen(left, pick);
      if (line) await bookLines(staff("first"), { lineIds: [line.id], to: "SUSPENSE", text: "随机" });
    },
    close: () => closeDays(staff("owner"), { until: yesterday(), reason: "随机" }),
  };
  return {
    verbs,
    async act(verb: keyof typeof verbs, pick: number): Promise<void> {
      try {
        await verbs[verb](pick);
      } finally {
        noteRefunds(world, clock.now());
      }
    },
  };
}
export type Verb = keyof Awaited<ReturnType<typeof openStory>>["verbs"];
