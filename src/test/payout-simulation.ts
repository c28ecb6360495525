import { postTransactions } from "#domain/ledger/post-transaction.ts";
import { accountId, ownedKinds, signOf } from "#domain/ledger/rules.ts";
import { payeeHash, sealPayee } from "#domain/payee/add-payee.ts";
import { approveBatch } from "#domain/payout/approve-batch.ts";
import { cancelItem } from "#domain/payout/cancel-item.ts";
import { confirmOutcome } from "#domain/payout/confirm-outcome.ts";
import { followPayoutEvent } from "#domain/payout/follow-event.ts";
import { prepareBatch } from "#domain/payout/prepare-batch.ts";
import { proposeOutcome } from "#domain/payout/propose-outcome.ts";
import { queryPayouts } from "#domain/payout/query-payouts.ts";
import { retryItem } from "#domain/payout/retry-item.ts";
import { mostItems } from "#domain/payout/schema.ts";
import { sendPayouts } from "#domain/payout/send-payouts.ts";
import { takeEvent } from "#domain/provider/take-event.ts";
import { inTransaction } from "#lib/context.ts";
import type { Db } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { day, hour, minute, second } from "#lib/time.ts";
import { makeLevel, systemCtx } from "./factories.ts";
import { pick } from "./fake-faults.ts";
import { callFaults, FakePayouts, payoutFates } from "./fake-payouts.ts";
import { makePeople, type People } from "./payouts.ts";

export type Simulated = {
  seed: number;
  items: number;
  calls: number;
  faulty: number;
  rounds: number;
  numbers: number;
  status: Record<string, number>;
  /** What the provider's books say against us; empty is what we want. */
  wrong: string[];
  ms: number;
};

const perDistributor = 10;
const workers = 4;

/**
 * So many payouts through a provider that misbehaves in `share` of its calls, sent by several workers, with notices lost, repeated
 * and shuffled, payees who confirm or do not, and people who retry, cancel and decide. Then the provider's books are the judge.
 */
export async function simulatePayouts(
  db: Db,
  { seed, items, share = 0.3 }: { seed: number; items: number; share?: number },
): Promise<Simulated> {
  const began = performance.now();
  const fake = new FakePayouts({ seed, share, kinds: [...callFaults, ...payoutFates] });
  const people = await makePeople(db);
  const batches = await approveAll(people, fake, await makeMany(db, items));
  const world = { db, fake, people, batches, providers: new Map([["SANDBOX", fake]]) };
  let rounds = 0;
  for (; rounds < 400 && (await openItems(db, batches)) > 0; rounds++) await playRound(world);
  const { requests, bills } = fake;
  const faulty = requests.filter((request) => request.fault).length;
  const calls = requests.length;
  await letReturn(world);
  const status = await countStatus(db, batches);
  const wrong = await judgeBooks(world, items);
  const ms = Math.round(performance.now() - began);
  return { ...{ seed, items, calls, faulty, rounds, numbers: bills.size, status, wrong, ms } };
}

type World = { db: Db; fake: FakePayouts; people: People; batches: string[]; providers: Map<string, FakePayouts> };
const nowOf = (world: World) => systemCtx(world.db, world.fake.clock.now());
/** Refusals that people and workers who cross each other's way may meet. */
const expected = ["CONFLICT", "UNDECIDED", "SECOND_PERSON_REQUIRED", "NOT_FOUND"];
const orRefused = (error: unknown) => {
  if (!(error instanceof DomainError && expected.includes(error.code))) throw error;
};

async function playRound(world: World): Promise<void> {
  const { fake, providers } = world;
  const { random } = fake.faults;
  await Promise.all([
    ...Array.from({ length: workers }, () => sendPayouts(nowOf(world), { providers, limit: 4000, lanes: 3 })),
    ...Array.from({ length: workers }, () => queryPayouts(nowOf(world), { providers, limit: 4000, lanes: 3 })),
    hearNotices(world),
  ]);
  await payeesConfirm(world);
  await peopleAct(world);
  fake.pass(pick(random, [5 * second, minute, 11 * minute, hour, 6 * hour, day]));
}

/** Notices arrive late, twice or never, several at once. */
async function hearNotices(world: World): Promise<void> {
  const notices = world.fake.notices();
  for (let at = 0; at < notices.length; at += 8) {
    await Promise.all(
      notices.slice(at, at + 8).map(async (raw) => {
        const taken = await takeEvent(nowOf(world), world.fake, raw);
        if (taken) await followPayoutEvent(nowOf(world), taken, world.providers);
      }),
    );
  }
}

async function payeesConfirm({ db, fake, batches }: World): Promise<void> {
  const waiting = await db.payoutAttempt.findMany({
    where: { state: "WAITING", item: { batchId: { in: batches } } },
    select: { outNo: true },
  });
  for (const { outNo } of waiting) if (fake.faults.random() < 0.4) fake.confirm(outNo);
}

async function peopleAct(world: World): Promise<void> {
  const { db, fake, people, batches, providers } = world;
  const { random } = fake.faults;
  const found = await db.payoutItem.findMany({
    where: {
      batchId: { in: batches },
      OR: [{ status: { in: ["FAILED", "PARKED", "WAITING"] } }, { status: "READY", attempts: { some: {} } }],
    },
    include: { attempts: { orderBy: { turn: "desc" }, take: 1 } },
  });
  const first = { ...people.first, now: fake.clock.now() };
  const second_ = { ...people.second, now: fake.clock.now() };
  for (const { id, status, attempts } of found) {
    if (random() < 0.5) continue;
    if (status === "FAILED" && random() < 0.6) await retryItem(first, { id }, providers).catch(orRefused);
    else if (status === "PARKED") {
      // They look into the provider's back office, which is never wrong.
      const outcome = fake.paidUnder(attempts[0]!.outNo) > 0n ? "PAID" : "FAILED";
      await proposeOutcome(first, { id, outcome, reason: "后台核实" }).catch(orRefused);
      await confirmOutcome(second_, { id, outcome }).catch(orRefused);
    } else if (random() < 0.2) await cancelItem(first, { id, reason: "模拟" }, providers).catch(orRefused);
  }
}

/** What was paid may come back three days later. Nobody misbehaves any more, so that everything is heard of. */
async function letReturn(world: World): Promise<void> {
  world.fake.faults.share = 0;
  for (let i = 0; i < 6; i++) {
    world.fake.pass(4 * day);
    await queryPayouts(nowOf(world), { providers: world.providers, limit: 100_000, forMs: 10 * minute, lanes: 8 });
  }
}

const over = ["PAID", "RETURNED", "CANCELLED"] as const;
const openItems = (db: Db, batches: string[]) =>
  db.payoutItem.count({ where: { batchId: { in: batches }, status: { notIn: [...over] } } });

async function countStatus(db: Db, batches: string[]): Promise<Record<string, number>> {
  const groups = await db.payoutItem.groupBy({ by: ["status"], where: { batchId: { in: batches } }, _count: true });
  return Object.fromEntries(groups.map((group) => [group.status, group._count]));
}

/** The provider's own books against ours, item by item and in total. */
async function judgeBooks({ db, fake, batches }: World, count: number): Promise<string[]> {
  const wrong: string[] = [];
  const items = await db.payoutItem.findMany({
    where: { batchId: { in: batches } },
    include: { attempts: { orderBy: { turn: "asc" }, include: { evidence: { orderBy: { seq: "asc" } } } } },
  });
  if (items.length !== count) wrong.push(`${items.length} items of ${count}`);
  const moves = new Map<string, bigint[]>();
  for (const { outNo, amountMinor } of fake.movements) moves.set(outNo, [...(moves.get(outNo) ?? []), amountMinor]);
  for (const { no, status, amountMinor, attempts } of items) {
    const all = attempts.flatMap(({ outNo }) => moves.get(outNo) ?? []);
    const shouldBe = status === "PAID" ? [amountMinor] : status === "RETURNED" ? [amountMinor, -amountMinor] : [];
    if (all.join() !== shouldBe.join()) wrong.push(`${no} is ${status}, the provider moved [${all}]`);
    if (!(over as readonly string[]).includes(status)) wrong.push(`${no} is still ${status}`);
    for (const attempt of attempts.slice(0, -1)) {
      const last = attempt.evidence.at(-1);
      const said = (last?.details as { state?: string } | undefined)?.state;
      const definite = last?.kind === "DECISION" || said === "FAILED" || said === "CANCELLED";
      if (!definite || moves.has(attempt.outNo))
        wrong.push(`${no} got a second number without a definite failure of ${attempt.outNo}`);
    }
  }
  // An earlier simulation's payouts may still be asked about, in case they came back.
  const numbers = new Set((await db.payoutAttempt.findMany({ select: { outNo: true } })).map((attempt) => attempt.outNo));
  for (const { outNo } of fake.requests) if (!numbers.has(outNo)) wrong.push(`${outNo} was asked for and is not ours`);
  const total = fake.movements.reduce((sum, each) => sum + each.amountMinor, 0n);
  const [books] = await db.$queryRaw<{ total: bigint }[]>`
    SELECT coalesce(-sum(e.amount_minor), 0)::bigint AS total FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id
    JOIN ledger_account k ON k.id = e.account_id AND k.kind = 'CASH_SANDBOX' JOIN payout_attempt a ON a.id::text = t.reference
    JOIN payout_item i ON i.id = a.item_id WHERE t.kind IN ('payout', 'payout.reversal') AND i.batch_id = ANY (${batches}::uuid[])`;
  if (books?.total !== total) wrong.push(`the provider paid ${total} fen, our books say ${books?.total}`);
  return wrong;
}

/** Approved withdrawals, ten to a distributor, written in bulk; amounts from 0.10 to 999.99. */
async function makeMany(db: Db, count: number): Promise<{ id: string; amountMinor: bigint }[]> {
  const level = await makeLevel(db);
  const owners = Array.from({ length: Math.ceil(count / perDistributor) }, () => newId());
  const at = new Date(Date.now() - minute);
  await db.distributor.createMany({
    data: owners.map((id) => ({
      ...{ id, name: `渠道-${id.slice(-8)}`, phone: "+8613800000000", email: `d-${id}@example.com`, region: "SH" },
      ...{ channelKind: "ONLINE", levelId: level.id, inviteCode: id.slice(-12).toUpperCase() },
    })),
  });
  const accounts = owners.flatMap((ownerId) =>
    ownedKinds.map((kind) => ({ id: accountId({ kind, ownerId }), kind, ownerId, currency: "CNY" })),
  );
  await db.ledgerAccount.createMany({ data: accounts });
  await db.ledgerBalance.createMany({ data: accounts.map(({ id, kind }) => ({ accountId: id, sign: signOf(kind) })) });
  const number = (id: string) => `o${id.replaceAll("-", "").slice(0, 27)}`;
  await db.payeeAccount.createMany({
    data: owners.map((distributorId) => {
      const id = newId();
      return {
        ...{ id, distributorId, kind: "WECHAT" as const, holderName: "张三", numberMasked: "o••••", status: "ACTIVE" as const },
        ...{ numberSealed: sealPayee(id, number(id)), numberHash: payeeHash("WECHAT", number(id)) },
        ...{ usableFrom: at, addedById: newId(), createdAt: at },
      };
    }),
  });
  const documents = Array.from({ length: count }, (_, i) => ({
    id: newId(),
    ownerId: owners[i % owners.length]!,
    amountMinor: 10n + BigInt((i * 7919) % 99_990),
  }));
  await db.withdrawal.createMany({
    data: documents.map(({ id, ownerId, amountMinor }) => ({
      ...{ id, distributorId: ownerId, amountMinor, status: "APPROVED" as const, requestedById: newId(), createdAt: at },
    })),
  });
  for (let from = 0; from < count; from += 500) {
    await inTransaction(systemCtx(db), async (tx) => {
      const some = documents.slice(from, from + 500);
      await postTransactions(
        tx,
        some.flatMap(({ id, ownerId, amountMinor }) => postingsOf(id, ownerId, amountMinor)),
      );
    });
  }
  return documents;
}

const postingsOf = (reference: string, ownerId: string, amountMinor: bigint) => [
  {
    kind: "topup",
    reference: newId(),
    lines: [
      { account: { kind: "BANK" as const }, debitMinor: amountMinor },
      { account: { kind: "PREPAID" as const, ownerId }, creditMinor: amountMinor },
    ],
  },
  {
    kind: "withdrawal",
    reference,
    lines: [
      { account: { kind: "PREPAID" as const, ownerId }, debitMinor: amountMinor },
      { account: { kind: "OUTGOING" as const, ownerId }, creditMinor: amountMinor },
    ],
  },
];

async function approveAll(
  people: People,
  fake: FakePayouts,
  documents: { id: string; amountMinor: bigint }[],
): Promise<string[]> {
  const providers = new Map([["SANDBOX", fake]]);
  const batches: string[] = [];
  for (let from = 0; from < documents.length; from += mostItems) {
    const some = documents.slice(from, from + mostItems);
    const totalMinor = String(some.reduce((sum, one) => sum + one.amountMinor, 0n));
    const input = { provider: "SANDBOX" as const, withdrawalIds: some.map((one) => one.id), totalMinor };
    const { id } = await prepareBatch(people.first, input, providers);
    await approveBatch(people.owner, { id });
    batches.push(id);
  }
  return batches;
}
