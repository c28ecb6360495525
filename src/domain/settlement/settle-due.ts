import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { postTransactions } from "#domain/ledger/post-transaction.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { announceReady } from "./announce-statements.ts";
import { closedPeriod, type Period, settlementNo } from "./rules.ts";
import { type SettleInput, settleInput } from "./schema.ts";

export type SettleResult = {
  periodKey: string;
  statements: number;
  lines: number;
  totalMinor: bigint;
  /** The run stopped at its limit; another one goes on where it stopped. */
  more: boolean;
};

/** A transaction holds its locks for so many distributors or commissions at most (but always for one whole distributor). */
const batchDistributors = 200;
const batchLines = 20_000;

/**
 * Closes what fell due before the end of the last finished period into statements: frozen commissions become payable, in the books too.
 * May run twice, late, in many processes at once or be killed: every batch is a transaction, every commission is taken once, and a
 * distributor gets one statement for a period. What comes later goes to the next period.
 */
export async function settleDue(ctx: Ctx, input: SettleInput = {}): Promise<SettleResult> {
  authorize(ctx, "settlement:run");
  const { limit } = settleInput.parse(input);
  const { settlementCycle } = await getSettings(ctx);
  const period = closedPeriod(settlementCycle, ctx.now);
  const result: SettleResult = { periodKey: period.key, statements: 0, lines: 0, totalMinor: 0n, more: false };
  for (;;) {
    const room = Math.min(batchDistributors, limit - result.statements);
    if (room === 0) return { ...result, more: true };
    const batch = await inTransaction(ctx, (tx) => settleBatch(tx, period, room));
    if (!batch) return result;
    result.statements += batch.length;
    for (const one of batch) {
      result.lines += one.lineCount;
      result.totalMinor += one.totalMinor;
    }
  }
}

export type MadeStatement = { id: string; no: number; distributorId: string; totalMinor: bigint; lineCount: number };

/** One batch, or null when nothing is left. */
async function settleBatch(tx: TxCtx, period: Period, room: number): Promise<MadeStatement[] | null> {
  // Runners take turns, so that none waits in vain for another's rows. Correctness does not rest on it: the row locks and uniques do.
  await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('kayisu settlement'))`;
  const distributorIds = await findCandidates(tx, period, room);
  if (distributorIds.length === 0) return finish(tx, period);
  const settlement = await openSettlement(tx, period);
  const statements = await takeCommissions(tx, period, settlement.id, distributorIds);
  if (statements.length === 0) return [];
  await postTransactions(
    tx,
    statements.map(({ id, distributorId, totalMinor }) => ({
      kind: "settlement",
      reference: id,
      lines: [
        { account: { kind: "COMMISSION_FROZEN" as const, ownerId: distributorId }, debitMinor: totalMinor },
        { account: { kind: "COMMISSION_PAYABLE" as const, ownerId: distributorId }, creditMinor: totalMinor },
      ],
    })),
  );
  await announceReady(tx, statements);
  await recordAudit(tx, {
    action: "settlement.run",
    subject: { type: "settlement", id: settlement.id },
    after: {
      no: settlementNo(settlement.no),
      period: period.key,
      statements: statements.length,
      lines: statements.reduce((sum, one) => sum + one.lineCount, 0),
      totalMinor: statements.reduce((sum, one) => sum + one.totalMinor, 0n),
    },
  });
  return statements;
}

/** Distributors with something due and no statement of this period yet, as many as fit into one batch. */
async function findCandidates(tx: TxCtx, period: Period, room: number): Promise<string[]> {
  const rows = await tx.db.$queryRaw<{ distributorId: string }[]>`
    WITH due AS (
      SELECT c.distributor_id, count(*) AS lines FROM commission c
      WHERE c.status = 'FROZEN' AND c.due_at < ${period.to} AND c.currency = 'CNY' AND NOT EXISTS (
        SELECT 1 FROM statement s JOIN settlement t ON t.id = s.settlement_id
        WHERE s.distributor_id = c.distributor_id AND t.period_key = ${period.key})
      GROUP BY 1 ORDER BY 1 LIMIT ${room}
    ), counted AS (
      SELECT distributor_id, sum(lines) OVER (ORDER BY distributor_id) - lines AS before FROM due
    )
    SELECT distributor_id::text AS "distributorId" FROM counted WHERE before = 0 OR before < ${batchLines} ORDER BY 1`;
  return rows.map((row) => row.distributorId);
}

async function openSettlement(tx: TxCtx, period: Period): Promise<{ id: string; no: number }> {
  await tx.db.$executeRaw`
    INSERT INTO settlement (id, period_key, cycle, period_from, period_to, created_at)
    VALUES (${newId(tx.now.getTime())}::uuid, ${period.key}, ${period.cycle}, ${period.from}, ${period.to}, ${tx.now})
    ON CONFLICT (period_key) DO NOTHING`;
  return tx.db.settlement.findUniqueOrThrow({ where: { periodKey: period.key }, select: { id: true, no: true } });
}

/**
 * One statement decides everything: locks the due rows in id order (as a reversal does), makes the distributors' statements of exactly
 * these rows and points the rows at them. A row another transaction reversed or settled meanwhile is not among them.
 */
function takeCommissions(tx: TxCtx, period: Period, settlementId: string, distributorIds: string[]): Promise<MadeStatement[]> {
  const ids = distributorIds.map(() => newId(tx.now.getTime()));
  return tx.db.$queryRaw<MadeStatement[]>`
    WITH due AS (
      SELECT id, distributor_id, amount_minor FROM commission
      WHERE distributor_id = ANY (${distributorIds}::uuid[]) AND status = 'FROZEN' AND due_at < ${period.to} AND currency = 'CNY'
      ORDER BY id FOR UPDATE
    ), made AS (
      INSERT INTO statement (id, settlement_id, distributor_id, total_minor, net_minor, closing_minor, line_count, created_at)
      SELECT n.id, ${settlementId}::uuid, n.distributor_id, sum(due.amount_minor)::bigint, sum(due.amount_minor)::bigint, sum(due.amount_minor)::bigint, count(*)::int, ${tx.now}
      FROM due JOIN unnest(${ids}::uuid[], ${distributorIds}::uuid[]) AS n(id, distributor_id) USING (distributor_id)
      GROUP BY n.id, n.distributor_id ORDER BY n.distributor_id
      RETURNING id, no, distributor_id, total_minor, line_count
    ), moved AS (
      UPDATE commission c SET status = 'PAYABLE', statement_id = made.id, resolved_at = ${tx.now}
      FROM due JOIN made USING (distributor_id) WHERE c.id = due.id RETURNING 1
    )
    SELECT made.id::text AS id, made.no, made.distributor_id::text AS "distributorId", made.total_minor AS "totalMinor",
      made.line_count AS "lineCount" FROM made ORDER BY made.no`;
}

async function finish(tx: TxCtx, period: Period): Promise<null> {
  await tx.db.settlement.updateMany({ where: { periodKey: period.key, finishedAt: null }, data: { finishedAt: tx.now } });
  return null;
}
