import type { StatementLine } from "#adapters/payment/payment.ts";
import { type Posting, postTransactions } from "#domain/ledger/post-transaction.ts";
import { payeeHash } from "#domain/payee/add-payee.ts";
import { cashAccountOf, type OnlineProvider } from "#domain/provider/rules.ts";
import { inTransaction } from "#lib/context.ts";
import type { Db, Prisma } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { day as dayMs, second } from "#lib/time.ts";
import { makeDistributor, makeLevel, systemCtx } from "./factories.ts";
import { seeded } from "./fake-faults.ts";

/** A number from 0 up to n, the same every time for the same seed. */
export function dice(seed: number): (n: number) => number {
  const random = seeded(seed);
  return (n) => Math.floor(random() * n);
}

export type Moved = {
  type: "payment" | "refund" | "payout";
  id: string;
  subjectId: string;
  ownerId: string;
  line: StatementLine;
};
type Wanted = {
  provider: OnlineProvider;
  from: Date;
  days: number;
  payments: number;
  refunds: number;
  payouts: number;
  seed: number;
};
type Owner = Awaited<ReturnType<typeof makeOwners>>[number];

/** Money that moved through a provider, with every row and posting the commands would have left, and what the provider says of it. */
export async function makeMoved(db: Db, wanted: Wanted): Promise<Moved[]> {
  const random = dice(wanted.seed);
  const owners = await makeOwners(db);
  const at = () => new Date(wanted.from.getTime() + random(wanted.days * dayMs));
  const times = (count: number) => Array.from({ length: count }, at).sort((a, b) => a.getTime() - b.getTime());
  const payments = await makePayments(db, wanted, owners, times(wanted.payments), random);
  const refunds = await makeRefunds(db, wanted, payments.slice(0, wanted.refunds), random);
  const payouts = await makePayouts(db, wanted, owners, times(wanted.payouts), random);
  return [...payments.map(({ moved }) => moved), ...refunds, ...payouts];
}

async function makeOwners(db: Db) {
  const { id: levelId } = await makeLevel(db);
  const owners = [];
  for (let i = 0; i < 12; i++) {
    const distributor = await makeDistributor(db, { levelId, prepaidMinor: 100_000_000n });
    const payeeId = newId();
    const holderName = `收款人${payeeId.slice(-6)}`;
    const number = `${payeeId.slice(-8)}@example.com`;
    await db.payeeAccount.create({
      data: {
        ...{ id: payeeId, distributorId: distributor.id, kind: "ALIPAY", holderName, numberMasked: "•", status: "ACTIVE" },
        ...{ numberSealed: new Uint8Array(1), numberHash: payeeHash("ALIPAY", number), usableFrom: new Date(0) },
        ...{ addedById: distributor.actor.id, createdAt: new Date(0) },
      },
    });
    owners.push({ id: distributor.id, userId: distributor.actor.id, payeeId, holderName, number });
  }
  return owners;
}

/** Books a chunk shortly after its last movement, as if each had been learnt of a little late. */
async function post(db: Db, rows: { at: Date; posting: Posting }[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 100) {
    const chunk = rows.slice(i, i + 100);
    const now = new Date(chunk.at(-1)!.at.getTime() + 3 * second);
    await inTransaction(systemCtx(db, now), (tx) =>
      postTransactions(
        tx,
        chunk.map(({ posting }) => posting),
      ),
    );
  }
}

const line = (part: Partial<StatementLine> & Pick<StatementLine, "kind" | "outNo" | "amountMinor" | "at">): StatementLine => ({
  lineId: `${part.kind}-${part.outNo}`,
  providerRef: null,
  feeMinor: 0n,
  payee: null,
  ...part,
});

async function makePayments(db: Db, { provider }: Wanted, owners: Owner[], times: Date[], random: (n: number) => number) {
  const rows = times.map((at) => {
    const [id, subjectId] = [newId(), newId()];
    const amountMinor = BigInt(1000 + random(500_000));
    const feeMinor = (amountMinor * 6n) / 1000n;
    const owner = owners[random(owners.length)]!;
    const moved: Moved = {
      ...{ type: "payment", id, subjectId: id, ownerId: owner.id },
      line: line({ kind: "PAYMENT", outNo: `P${id.replaceAll("-", "").toUpperCase()}`, amountMinor, feeMinor, at }),
    };
    return { id, subjectId, amountMinor, feeMinor, owner, at, moved };
  });
  await db.topUp.createMany({
    data: rows.map(({ id, subjectId, amountMinor, owner, at, moved }) => ({
      ...{
        id: subjectId,
        distributorId: owner.id,
        amountMinor,
        method: provider,
        bankReference: moved.line.outNo!,
        paymentId: id,
      },
      ...{ status: "CONFIRMED" as const, recordedById: owner.userId, decidedAt: at, createdAt: at },
    })),
  });
  await db.payment.createMany({
    data: rows.map(({ id, subjectId, amountMinor, feeMinor, owner, at, moved }) => ({
      ...{ id, provider, method: "SANDBOX" as const, purpose: "TOPUP" as const, subjectId, distributorId: owner.id, amountMinor },
      ...{ feeMinor, outNo: moved.line.outNo!, state: "PAID" as const, paidAt: at, expiresAt: at, createdAt: at },
    })),
  });
  await post(
    db,
    rows.map(({ subjectId, amountMinor, feeMinor, owner, at }) => ({
      at,
      posting: {
        kind: "topup",
        reference: subjectId,
        lines: [
          { account: { kind: cashAccountOf(provider) }, debitMinor: amountMinor - feeMinor },
          { account: { kind: "FEES" as const }, debitMinor: feeMinor },
          { account: { kind: "PREPAID" as const, ownerId: owner.id }, creditMinor: amountMinor },
        ],
      },
    })),
  );
  return rows;
}

type MadePayment = Awaited<ReturnType<typeof makePayments>>[number];

async function makeRefunds(
  db: Db,
  { provider }: Wanted,
  payments: MadePayment[],
  random: (n: number) => number,
): Promise<Moved[]> {
  const rows = payments.map((payment) => {
    const id = newId();
    const amountMinor = 1n + BigInt(random(Number(payment.amountMinor)));
    const outNo = `R${id.replaceAll("-", "").toUpperCase()}`;
    const at = new Date(payment.at.getTime() + 60 * second);
    const moved: Moved = {
      type: "refund",
      id,
      subjectId: id,
      ownerId: payment.owner.id,
      line: line({ kind: "REFUND", outNo, amountMinor: -amountMinor, at }),
    };
    return { id, amountMinor, outNo, payment, at, moved };
  });
  const [by, other] = [newId(), newId()];
  await db.refund.createMany({
    data: rows.map(({ id, amountMinor, outNo, payment, at }) => ({
      ...{ id, paymentId: payment.id, amountMinor, reason: "测试", outNo, provider, state: "DONE" as const, doneAt: at },
      ...{ requestedById: by, decidedById: other, decidedAt: at, createdAt: at },
    })),
  });
  await db.$executeRaw`UPDATE payment p SET refunded_minor = r.amount_minor FROM refund r WHERE r.payment_id = p.id AND r.id = ANY (${rows.map(({ id }) => id)}::uuid[])`;
  const flows = rows.map(({ id, amountMinor, payment, at }) => ({ id, amountMinor, ownerId: payment.owner.id, at }));
  await post(
    db,
    flows.map((one) => ({ at: one.at, posting: out("refund.reserve", one, "PREPAID") })),
  );
  await post(
    db,
    flows.map((one) => ({ at: one.at, posting: gone("refund", one, provider, 0n) })),
  );
  return rows.map(({ moved }) => moved);
}

type Flow = { id: string; amountMinor: bigint; ownerId: string };
const out = (kind: string, { id, amountMinor, ownerId }: Flow, from: "PREPAID"): Posting => ({
  kind,
  reference: id,
  lines: [
    { account: { kind: from, ownerId }, debitMinor: amountMinor },
    { account: { kind: "OUTGOING", ownerId }, creditMinor: amountMinor },
  ],
});
const gone = (kind: string, { id, amountMinor, ownerId }: Flow, provider: OnlineProvider, feeMinor: bigint): Posting => ({
  kind,
  reference: id,
  lines: [
    { account: { kind: "OUTGOING", ownerId }, debitMinor: amountMinor },
    ...(feeMinor > 0n ? [{ account: { kind: "FEES" as const }, debitMinor: feeMinor }] : []),
    { account: { kind: cashAccountOf(provider) }, creditMinor: amountMinor + feeMinor },
  ],
});

async function makePayouts(
  db: Db,
  { provider }: Wanted,
  owners: Owner[],
  times: Date[],
  random: (n: number) => number,
): Promise<Moved[]> {
  if (times.length === 0) return [];
  const batchId = newId();
  const rows = times.map((at) => {
    const [withdrawalId, itemId, id] = [newId(), newId(), newId()];
    const owner = owners[random(owners.length)]!;
    const amountMinor = BigInt(100 + random(20_000));
    const feeMinor = BigInt(random(3));
    const outNo = `T${id.replaceAll("-", "").toUpperCase()}`;
    const payee = [owner.holderName, owner.holderName.replace("收款", "**"), owner.number][random(3)]!;
    const moved: Moved = {
      ...{ type: "payout", id, subjectId: itemId, ownerId: owner.id },
      line: line({ kind: "PAYOUT", outNo, amountMinor: -amountMinor, feeMinor, at, payee }),
    };
    return { withdrawalId, itemId, id, owner, ownerId: owner.id, amountMinor, feeMinor, outNo, at, moved };
  });
  const [by, other] = [newId(), newId()];
  const total = rows.reduce((sum, row) => sum + row.amountMinor, 0n);
  await db.withdrawal.createMany({
    data: rows.map(({ withdrawalId, ownerId, amountMinor, owner, at }) => ({
      ...{ id: withdrawalId, distributorId: ownerId, amountMinor, status: "PAID" as const, requestedById: owner.userId },
      ...{ decidedById: other, decidedAt: at, paidAt: at, createdAt: at },
    })),
  });
  const batch: Prisma.PayoutBatchUncheckedCreateInput = {
    ...{
      id: batchId,
      provider,
      status: "DONE",
      itemCount: rows.length,
      totalMinor: total,
      preparedById: by,
      preparedAt: times[0]!,
    },
    ...{ decidedById: other, decidedAt: times[0]!, doneAt: times.at(-1)! },
  };
  await db.payoutBatch.create({ data: batch });
  await db.payoutItem.createMany({
    data: rows.map(({ withdrawalId, itemId, ownerId, amountMinor, owner, at }) => ({
      ...{ id: itemId, batchId, distributorId: ownerId, withdrawalId, payeeAccountId: owner.payeeId, amountMinor },
      ...{ status: "PAID" as const, paidAt: at, createdAt: at },
    })),
  });
  await db.payoutAttempt.createMany({
    data: rows.map(({ id, itemId, outNo, amountMinor, feeMinor, owner, at }) => ({
      ...{
        id,
        itemId,
        provider,
        outNo,
        payeeAccountId: owner.payeeId,
        amountMinor,
        feeMinor,
        bodyHash: new Uint8Array(32),
        turn: 1,
      },
      ...{ state: "PAID" as const, createdAt: at, sentAt: at, resolvedAt: at },
    })),
  });
  await db.payoutEvidence.createMany({
    data: rows.map(({ id, at }) => ({
      ...{
        id: newId(),
        attemptId: id,
        kind: "REPLY" as const,
        fromState: "INTENT" as const,
        toState: "PAID" as const,
        details: {},
        at,
      },
    })),
  });
  const flows = rows.map(({ withdrawalId, amountMinor, ownerId }) => ({ id: withdrawalId, amountMinor, ownerId }));
  await post(
    db,
    flows.map((one, i) => ({ at: rows[i]!.at, posting: out("withdrawal", one, "PREPAID") })),
  );
  await post(
    db,
    rows.map((one) => ({ at: one.at, posting: gone("payout", one, provider, one.feeMinor) })),
  );
  return rows.map(({ moved }) => moved);
}
