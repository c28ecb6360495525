import { authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { type KeysetPage, keysetPage } from "#lib/page.ts";
import type { BatchStatus, PayoutProviderKey } from "./rules.ts";
import { type ListBatchesInput, listBatchesInput } from "./schema.ts";

export type BatchRow = {
  id: string;
  no: number;
  provider: PayoutProviderKey;
  status: BatchStatus;
  itemCount: number;
  totalMinor: bigint;
  note: string;
  fileNo: string | null;
  preparedById: string;
  preparedBy: string | null;
  preparedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  rejectReason: string | null;
  doneAt: Date | null;
  /** Of its items: paid, on their way or ready, waiting for a person, and what will not be paid by it. */
  paidCount: number;
  paidMinor: bigint;
  openCount: number;
  attentionCount: number;
  endedCount: number;
};

const summary = Prisma.sql`
  SELECT b.id::text AS id, b.no, b.provider::text AS provider, b.status::text AS status, b.item_count AS "itemCount", b.total_minor AS "totalMinor",
    b.note, b.file_no AS "fileNo", b.prepared_by_id::text AS "preparedById", u.name AS "preparedBy", b.prepared_at AS "preparedAt",
    v.name AS "decidedBy", b.decided_at AS "decidedAt", b.reject_reason AS "rejectReason", b.done_at AS "doneAt", c.* FROM payout_batch b
  LEFT JOIN app_user u ON u.id = b.prepared_by_id LEFT JOIN app_user v ON v.id = b.decided_by_id
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE i.status = 'PAID')::int AS "paidCount",
      coalesce(sum(i.amount_minor) FILTER (WHERE i.status = 'PAID'), 0)::bigint AS "paidMinor",
      count(*) FILTER (WHERE i.status IN ('PREPARED', 'READY', 'SENDING', 'WAITING', 'UNKNOWN'))::int AS "openCount",
      count(*) FILTER (WHERE i.status IN ('HELD', 'PARKED', 'FAILED'))::int AS "attentionCount",
      count(*) FILTER (WHERE i.status IN ('CANCELLED', 'RETURNED'))::int AS "endedCount"
    FROM payout_item i WHERE i.batch_id = b.id) c`;

/** Batches, newest first. */
export async function listBatches(ctx: Ctx, raw: ListBatchesInput = {}): Promise<KeysetPage<BatchRow>> {
  authorize(ctx, "payout:read");
  const { after, limit, status, provider, q, from, to } = listBatchesInput.parse(raw);
  const parts = [Prisma.sql`TRUE`];
  if (status) parts.push(Prisma.sql`b.status = ${status}::"PayoutBatchStatus"`);
  if (provider) parts.push(Prisma.sql`b.provider = ${provider}::"Provider"`);
  if (from) parts.push(Prisma.sql`b.prepared_at >= ${from}`);
  if (to) parts.push(Prisma.sql`b.prepared_at < ${to}`);
  if (after) parts.push(Prisma.sql`b.id < ${after}::uuid`);
  if (q) {
    const no = Number(/^(?:FK-?)?0*(\d{1,9})$/i.exec(q)?.[1] ?? -1);
    const like = `%${q.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    parts.push(Prisma.sql`(b.no = ${no}::int OR b.note ILIKE ${like} OR b.file_no = ${q.toUpperCase()} OR EXISTS (
      SELECT 1 FROM payout_item i JOIN distributor d ON d.id = i.distributor_id WHERE i.batch_id = b.id AND d.name ILIKE ${like}))`);
  }
  const rows = await ctx.db.$queryRaw<BatchRow[]>`
    ${summary} WHERE ${Prisma.join(parts, " AND ")} ORDER BY b.id DESC LIMIT ${limit + 1}`;
  return keysetPage(rows, limit);
}

export async function getBatch(ctx: Ctx, id: string): Promise<BatchRow> {
  authorize(ctx, "payout:read");
  const [row] = isId(id) ? await ctx.db.$queryRaw<BatchRow[]>`${summary} WHERE b.id = ${id}::uuid` : [];
  if (!row) throw new DomainError("NOT_FOUND");
  return row;
}

export type PayoutFigures = {
  /** Statements and approved withdrawals nobody has put into a batch yet. */
  payableCount: number;
  payableMinor: bigint;
  toApproveCount: number;
  toApproveMinor: bigint;
  underWayCount: number;
  underWayMinor: bigint;
  attentionCount: number;
  attentionMinor: bigint;
  paidThisMonthMinor: bigint;
  /** Asked for and not decided yet. */
  withdrawalCount: number;
  payeeCount: number;
};

/** What the page of payouts begins with; also the counts beside the navigation. */
export async function getPayoutFigures(ctx: Ctx, monthStart: Date): Promise<PayoutFigures> {
  authorize(ctx, "payout:read");
  const [row] = await ctx.db.$queryRaw<PayoutFigures[]>`
    WITH payable AS (
      SELECT net_minor AS amount FROM statement WHERE status = 'PAYABLE'
      UNION ALL SELECT amount_minor FROM withdrawal WHERE status = 'APPROVED'
    ), live AS (SELECT status, amount_minor AS amount FROM payout_item WHERE status NOT IN ('PAID', 'RETURNED', 'CANCELLED'))
    SELECT (SELECT count(*) FROM payable)::int AS "payableCount", (SELECT coalesce(sum(amount), 0) FROM payable)::bigint AS "payableMinor",
      count(*) FILTER (WHERE status = 'PREPARED')::int AS "toApproveCount",
      coalesce(sum(amount) FILTER (WHERE status = 'PREPARED'), 0)::bigint AS "toApproveMinor",
      count(*) FILTER (WHERE status IN ('READY', 'SENDING', 'WAITING', 'UNKNOWN'))::int AS "underWayCount",
      coalesce(sum(amount) FILTER (WHERE status IN ('READY', 'SENDING', 'WAITING', 'UNKNOWN')), 0)::bigint AS "underWayMinor",
      count(*) FILTER (WHERE status IN ('HELD', 'PARKED', 'FAILED'))::int AS "attentionCount",
      coalesce(sum(amount) FILTER (WHERE status IN ('HELD', 'PARKED', 'FAILED')), 0)::bigint AS "attentionMinor",
      (SELECT coalesce(sum(amount_minor), 0) FROM payout_item WHERE status = 'PAID' AND paid_at >= ${monthStart})::bigint AS "paidThisMonthMinor",
      (SELECT count(*) FROM withdrawal WHERE status = 'REQUESTED')::int AS "withdrawalCount",
      (SELECT count(*) FROM payee_account WHERE status = 'PENDING')::int AS "payeeCount"
    FROM live`;
  return row!;
}
