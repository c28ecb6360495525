import { actorOf, authorize, can } from "#domain/access/rules.ts";
import type { PayeeKind } from "#domain/payee/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { type KeysetPage, keysetPage } from "#lib/page.ts";
import type { AttemptState, BatchStatus, ItemStatus, PayoutProviderKey } from "./rules.ts";
import { type ListItemsInput, listItemsInput } from "./schema.ts";

/** Whose payouts this actor may read: staff everybody's, a distributor his own. Others' are not found, whoever asks. */
export function scopeOf(ctx: Pick<Ctx, "actor">): Prisma.Sql {
  if (ctx.actor.kind === "public") authorize(ctx, "payout:read");
  if (can(ctx.actor, "payout:read")) return Prisma.sql`TRUE`;
  if (!can(ctx.actor, "payout:own")) throw new DomainError("NOT_FOUND");
  // He sees what was approved: what finance still prepares is not his business.
  return Prisma.sql`i.distributor_id = ${actorOf(ctx, "distributor").distributorId}::uuid AND i.status <> 'PREPARED'
    AND b.status IN ('APPROVED', 'DONE')`;
}

export type ItemRow = {
  id: string;
  no: number;
  batchId: string;
  batchNo: number;
  batchStatus: BatchStatus;
  provider: PayoutProviderKey;
  distributorId: string;
  distributorName: string;
  kind: "statement" | "withdrawal";
  documentId: string;
  documentNo: number;
  amountMinor: bigint;
  feeMinor: bigint;
  status: ItemStatus;
  reason: string | null;
  payeeAccountId: string;
  payeeKind: PayeeKind;
  holderName: string;
  bankName: string;
  numberMasked: string;
  /** The newest attempt's. */
  attemptId: string | null;
  attemptState: AttemptState | null;
  outNo: string | null;
  providerRef: string | null;
  confirmBy: Date | null;
  sentAt: Date | null;
  nextQueryAt: Date | null;
  proposed: AttemptState | null;
  createdAt: Date;
  updatedAt: Date;
  paidAt: Date | null;
};

export const itemColumns = Prisma.sql`
  i.id::text AS id, i.no, b.id::text AS "batchId", b.no AS "batchNo", b.status::text AS "batchStatus", b.provider::text AS provider,
  d.id::text AS "distributorId", d.name AS "distributorName", CASE WHEN s.id IS NULL THEN 'withdrawal' ELSE 'statement' END AS kind,
  coalesce(s.id, w.id)::text AS "documentId", coalesce(s.no, w.no) AS "documentNo", i.amount_minor AS "amountMinor", i.status::text AS status,
  coalesce(a.fee_minor, 0)::bigint AS "feeMinor", i.reason, p.id::text AS "payeeAccountId", p.kind::text AS "payeeKind",
  p.holder_name AS "holderName", p.bank_name AS "bankName", p.number_masked AS "numberMasked", a.id::text AS "attemptId",
  a.state::text AS "attemptState", a.out_no AS "outNo", a.provider_ref AS "providerRef", a.confirm_by AS "confirmBy", a.sent_at AS "sentAt",
  a.next_query_at AS "nextQueryAt", a.proposed_state::text AS proposed, i.created_at AS "createdAt", i.updated_at AS "updatedAt", i.paid_at AS "paidAt"`;
export const itemTables = Prisma.sql`
  payout_item i JOIN payout_batch b ON b.id = i.batch_id JOIN distributor d ON d.id = i.distributor_id
  JOIN payee_account p ON p.id = i.payee_account_id LEFT JOIN statement s ON s.id = i.statement_id
  LEFT JOIN withdrawal w ON w.id = i.withdrawal_id LEFT JOIN LATERAL (
    SELECT * FROM payout_attempt x WHERE x.item_id = i.id ORDER BY x.turn DESC LIMIT 1) a ON TRUE`;

/** What a person must look at: nothing of it goes on by itself. */
const attention = Prisma.sql`i.status IN ('HELD', 'PARKED', 'FAILED')`;

/** Payouts, newest first. */
export async function listItems(ctx: Ctx, raw: ListItemsInput = {}): Promise<KeysetPage<ItemRow>> {
  const scope = scopeOf(ctx);
  const filter = listItemsInput.parse(raw);
  const rows = await ctx.db.$queryRaw<ItemRow[]>`
    SELECT ${itemColumns} FROM ${itemTables} WHERE ${scope} AND ${conditions(filter)}
      ${filter.after ? Prisma.sql`AND i.id < ${filter.after}::uuid` : Prisma.empty}
    ORDER BY i.id DESC LIMIT ${filter.limit + 1}`;
  return keysetPage(
    rows.map((row) => plain(ctx, row)),
    filter.limit,
  );
}

/** A provider's own words are for staff; a distributor is told in ours. */
export const plain = <Row extends ItemRow>(ctx: Pick<Ctx, "actor">, row: Row): Row =>
  ctx.actor.kind === "distributor" ? { ...row, reason: null, proposed: null, nextQueryAt: null } : row;

function conditions(filter: ReturnType<typeof listItemsInput.parse>): Prisma.Sql {
  const parts = [Prisma.sql`TRUE`];
  if (filter.batchId) parts.push(Prisma.sql`i.batch_id = ${filter.batchId}::uuid`);
  if (filter.distributorId) parts.push(Prisma.sql`i.distributor_id = ${filter.distributorId}::uuid`);
  if (filter.statementId) parts.push(Prisma.sql`i.statement_id = ${filter.statementId}::uuid`);
  if (filter.withdrawalId) parts.push(Prisma.sql`i.withdrawal_id = ${filter.withdrawalId}::uuid`);
  if (filter.status) parts.push(Prisma.sql`i.status = ${filter.status}::"PayoutItemStatus"`);
  if (filter.attention) parts.push(attention);
  if (filter.open) parts.push(Prisma.sql`i.status IN ('READY', 'SENDING', 'WAITING', 'UNKNOWN')`);
  if (filter.from) parts.push(Prisma.sql`coalesce(i.paid_at, i.created_at) >= ${filter.from}`);
  if (filter.to) parts.push(Prisma.sql`coalesce(i.paid_at, i.created_at) < ${filter.to}`);
  const { q } = filter;
  if (q) {
    const like = `%${q.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    const [, kind = "", digits = "-1"] = /^(ZF|ST|TX)?-?0*(\d{1,9})$/i.exec(q) ?? [];
    const no = Number(digits);
    const named: Record<string, Prisma.Sql> = {
      ZF: Prisma.sql`i.no = ${no}::int`,
      ST: Prisma.sql`s.no = ${no}::int`,
      TX: Prisma.sql`w.no = ${no}::int`,
      "": Prisma.sql`${no}::int IN (i.no, s.no, w.no)`,
    };
    parts.push(Prisma.sql`(d.name ILIKE ${like} OR p.holder_name ILIKE ${like} OR ${named[kind.toUpperCase()]!}
      OR EXISTS (SELECT 1 FROM payout_attempt y WHERE y.item_id = i.id AND y.out_no = ${q.toUpperCase()}))`);
  }
  return Prisma.join(parts, " AND ");
}

export type ItemTotals = { status: ItemStatus; count: number; totalMinor: bigint }[];

/** How much stands in each state, for the filter without its state. */
export async function totalItems(ctx: Ctx, raw: ListItemsInput = {}): Promise<ItemTotals> {
  const scope = scopeOf(ctx);
  const filter = listItemsInput.parse({ ...raw, status: undefined });
  // Counting everything must not look up what only a search needs.
  const tables = filter.q ? itemTables : Prisma.sql`payout_item i JOIN payout_batch b ON b.id = i.batch_id`;
  return ctx.db.$queryRaw<ItemTotals>`
    SELECT i.status::text AS status, count(*)::int AS count, sum(i.amount_minor)::bigint AS "totalMinor"
    FROM ${tables} WHERE ${scope} AND ${conditions(filter)} GROUP BY 1`;
}
