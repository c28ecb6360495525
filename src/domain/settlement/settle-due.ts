import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { getWorkingDays } from "#domain/calendar/queries.ts";
import { lockBalances } from "#domain/ledger/lock-balances.ts";
import { postTransactions } from "#domain/ledger/post-transaction.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { announceReady } from "./announce-statements.ts";
import { findCandidates, lockAdjustments, lockDue, type Part, readTaxFacts } from "./queries-due.ts";
import { closedPeriod, cycleCode, type Period, settlementNo } from "./rules.ts";
import { draftStatement, type SettleTerms } from "./rules-draft.ts";
import { type SettleInput, settleInput } from "./schema.ts";
import { type MadeStatement, type NewStatement, settlementPosting, writeStatements } from "./write-statements.ts";

export type SettleResult = {
  periodKey: string;
  statements: number;
  lines: number;
  /** Commissions and adjustments together, and what of it is to be paid out. */
  totalMinor: bigint;
  netMinor: bigint;
  /** Distributors whose statement would pay less than the smallest payout: they wait for the next period. */
  carried: number;
  /** The run stopped at its limit; another one goes on where it stopped. */
  more: boolean;
};

/** A transaction holds its locks for so many distributors or commissions at most (but always for one whole distributor). */
const batch = { distributors: 200, lines: 20_000 };
const nobody = "00000000-0000-0000-0000-000000000000";

/**
 * Closes what fell due before the end of the last finished period into statements: what was earned becomes payable, less tax and debts,
 * in the books too. May run twice, late, in many processes at once or be killed: every batch is a transaction, every commission is taken
 * once, and a distributor gets one statement for a period. What comes later goes to the next period.
 */
export async function settleDue(ctx: Ctx, input: SettleInput = {}): Promise<SettleResult> {
  authorize(ctx, "settlement:run");
  const { limit } = settleInput.parse(input);
  const settings = await getSettings(ctx);
  const period = closedPeriod(settings.settlementCycle, ctx.now, await getWorkingDays(ctx));
  const result = { periodKey: period.key, statements: 0, lines: 0, totalMinor: 0n, netMinor: 0n, carried: 0, more: false };
  for (let after = nobody; ; ) {
    const room = Math.min(batch.distributors, limit - result.statements);
    if (room === 0) return { ...result, more: true };
    const done = await inTransaction(ctx, (tx) => settleBatch(tx, period, settings, after, room));
    if (!done) return result;
    after = done.last;
    result.carried += done.carried;
    result.statements += done.made.length;
    for (const one of done.made) {
      result.lines += one.lineCount;
      result.totalMinor += one.totalMinor + one.adjustmentMinor;
      result.netMinor += one.netMinor;
    }
  }
}

type Batch = { made: MadeStatement[]; carried: number; last: string };

/** One batch of the distributors after `after`, or null when nobody is left. */
async function settleBatch(tx: TxCtx, period: Period, terms: SettleTerms, after: string, room: number): Promise<Batch | null> {
  // Runners take turns, so that none waits in vain for another's rows. Correctness does not rest on it: the row locks and uniques do.
  await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('kayisu settlement'))`;
  const distributorIds = await findCandidates(tx, period, after, { ...batch, distributors: room });
  const last = distributorIds.at(-1);
  if (!last) return finish(tx, period);
  const drafts = await draft(tx, period, terms, distributorIds);
  const due = drafts.filter((one) => !one.carried);
  const carried = drafts.length - due.length;
  if (due.length === 0) return { made: [], carried, last };
  const settlement = await openSettlement(tx, period);
  const made = await writeStatements(tx, settlement.id, due);
  await postTransactions(tx, made.map(settlementPosting));
  await announceReady(tx, made);
  const sum = (of: (one: MadeStatement) => bigint) => made.reduce((total, one) => total + of(one), 0n);
  await recordAudit(tx, {
    action: "settlement.run",
    subject: { type: "settlement", id: settlement.id },
    after: {
      ...{ no: settlementNo(settlement.no), period: period.key, statements: made.length, carried },
      lines: made.reduce((total, one) => total + one.lineCount, 0),
      totalMinor: sum((one) => one.totalMinor + one.adjustmentMinor),
      netMinor: sum((one) => one.netMinor),
    },
  });
  return { made, carried, last };
}

/** Locks what is due in the order everybody does (commissions, adjustments, balances) and counts what it comes to for each. */
async function draft(
  tx: TxCtx,
  period: Period,
  terms: SettleTerms,
  ids: string[],
): Promise<(NewStatement & { carried: boolean })[]> {
  const commissions = byOwner(await lockDue(tx, period, ids));
  const adjustments = byOwner(await lockAdjustments(tx, period, ids));
  const balanceOf = await lockBalances(tx, ids, ["COMMISSION_FROZEN", "COMMISSION_PAYABLE", "RECEIVABLE"]);
  const facts = await readTaxFacts(tx, ids);
  return ids.flatMap((distributorId) => {
    const [own, extra] = [commissions.get(distributorId), adjustments.get(distributorId)];
    const known = facts.get(distributorId);
    if (!known || (!own && !extra)) return []; // reversed or settled by somebody else while we waited
    const due = {
      ...{ ...known, distributorId, totalMinor: own?.minor ?? 0n, lineCount: own?.ids.length ?? 0 },
      ...{ adjustmentMinor: extra?.minor ?? 0n, receivableMinor: balanceOf(distributorId, "RECEIVABLE") },
    };
    const openingMinor = balanceOf(distributorId, "COMMISSION_PAYABLE");
    const lines = { commissionIds: own?.ids ?? [], adjustmentIds: extra?.ids ?? [] };
    return [{ ...due, ...draftStatement(due, terms), ...lines, openingMinor }];
  });
}

const byOwner = (parts: Part[]) => new Map(parts.map((part) => [part.distributorId, part]));

async function openSettlement(tx: TxCtx, period: Period): Promise<{ id: string; no: number }> {
  await tx.db.$executeRaw`
    INSERT INTO settlement (id, period_key, cycle, period_from, period_to, created_at)
    VALUES (${newId(tx.now.getTime())}::uuid, ${period.key}, ${cycleCode(period.cycle)}, ${period.from}, ${period.to}, ${tx.now})
    ON CONFLICT (period_key) DO NOTHING`;
  return tx.db.settlement.findUniqueOrThrow({ where: { periodKey: period.key }, select: { id: true, no: true } });
}

async function finish(tx: TxCtx, period: Period): Promise<null> {
  await tx.db.settlement.updateMany({ where: { periodKey: period.key, finishedAt: null }, data: { finishedAt: tx.now } });
  return null;
}
