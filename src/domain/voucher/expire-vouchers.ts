import { authorize } from "#domain/access/rules.ts";
import { type Posting, postTransactions } from "#domain/ledger/post-transaction.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { actorId, type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { shareOf } from "#lib/money.ts";

const CHUNK = 5_000;
const CHUNKS_PER_RUN = 20;

/**
 * Ends what is past its date: its own, or that of its product. Up to 100,000 a run; what somebody else works on now is left
 * to the next run. Safe to run twice, late, or many at once. What a distributor had bought and nobody claimed becomes breakage
 * by the operator's policy of that moment; what was claimed and not used costs nobody anything and is not posted.
 */
export async function expireVouchers(ctx: Ctx): Promise<{ expired: number; more: boolean }> {
  authorize(ctx, "cron:run");
  const byOwnDate = Prisma.sql`status IN ('IN_STOCK', 'ALLOTTED', 'CLAIMED') AND expires_at <= ${ctx.now}`;
  const byProduct = Prisma.sql`status IN ('IN_STOCK', 'ALLOTTED') AND product_id IN (
    SELECT id FROM product WHERE validity_kind = 'FIXED' AND valid_until <= ${ctx.now})`;
  let expired = 0;
  for (const due of [byOwnDate, byProduct]) {
    for (let last = CHUNK; last === CHUNK; expired += last) {
      if (expired >= CHUNK * CHUNKS_PER_RUN) return { expired, more: true };
      last = await inTransaction(ctx, (tx) => expireChunk(tx, due));
    }
  }
  return { expired, more: false };
}

type Ended = { allotmentId: string; distributorId: string; unitPriceMinor: bigint; quantity: number };

async function expireChunk(tx: TxCtx, due: Prisma.Sql): Promise<number> {
  const [row] = await tx.db.$queryRaw<[{ moved: number; allotments: string[] }]>`
    WITH due AS (
      SELECT id, status FROM voucher WHERE ${due} LIMIT ${CHUNK} FOR UPDATE SKIP LOCKED
    ), moved AS (
      UPDATE voucher v SET status = 'EXPIRED' FROM due WHERE v.id = due.id
      RETURNING v.id, due.status AS was, v.allotment_id, v.link_id
    ), noted AS (
      INSERT INTO voucher_event (voucher_id, at, kind, from_status, to_status, actor_kind, actor_id, allotment_id, link_id)
      SELECT id, ${tx.now}, 'EXPIRED', was, 'EXPIRED', ${tx.actor.kind}, ${actorId(tx.actor)}, allotment_id, link_id FROM moved
    ), unclaimed AS (
      SELECT allotment_id, count(*) AS quantity FROM moved WHERE was = 'ALLOTTED' GROUP BY 1
    )
    SELECT (SELECT count(*)::int FROM moved) AS moved, coalesce(array_agg(allotment_id || '|' || quantity ORDER BY allotment_id), '{}') AS allotments
    FROM unclaimed`;
  await bookBreakage(tx, await endedOf(tx, row.allotments));
  return row.moved;
}

async function endedOf(tx: TxCtx, counted: readonly string[]): Promise<Ended[]> {
  if (counted.length === 0) return [];
  const quantities = new Map(counted.map((text) => text.split("|") as [string, string]));
  const allotments = await tx.db.allotment.findMany({
    where: { id: { in: [...quantities.keys()] } },
    select: { id: true, distributorId: true, unitPriceMinor: true },
    orderBy: { id: "asc" },
  });
  return allotments.map(({ id, ...rest }) => ({ allotmentId: id, ...rest, quantity: Number(quantities.get(id)) }));
}

/** One row and one posting per allotment: its price stops being a sale and is kept, given back, or both. */
async function bookBreakage(tx: TxCtx, ended: readonly Ended[]): Promise<void> {
  if (ended.length === 0) return;
  const { expiredStockPolicy, expiredStockRefundBps } = await getSettings(tx);
  const share = expiredStockPolicy === "REFUND" ? BigInt(expiredStockRefundBps) : 0n;
  const rows = ended.map(({ allotmentId, distributorId, unitPriceMinor, quantity }) => {
    const amountMinor = unitPriceMinor * BigInt(quantity);
    const refundMinor = shareOf(amountMinor, share);
    return { id: newId(tx.now.getTime()), allotmentId, distributorId, quantity, amountMinor, refundMinor, createdAt: tx.now };
  });
  await tx.db.breakage.createMany({ data: rows });
  await postTransactions(tx, rows.map(postingOf));
}

type BreakageRow = { id: string; distributorId: string; amountMinor: bigint; refundMinor: bigint };

function postingOf({ id, distributorId, amountMinor, refundMinor }: BreakageRow): Posting {
  const kept = amountMinor - refundMinor;
  return {
    kind: "breakage",
    reference: id,
    lines: [
      { account: { kind: "SALES" }, debitMinor: amountMinor },
      ...(kept > 0n ? [{ account: { kind: "BREAKAGE" as const }, creditMinor: kept }] : []),
      ...(refundMinor > 0n ? [{ account: { kind: "PREPAID" as const, ownerId: distributorId }, creditMinor: refundMinor }] : []),
    ],
  };
}
