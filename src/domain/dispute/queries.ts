import { actorOf, authorize, can } from "#domain/access/rules.ts";
import { adjustmentNo } from "#domain/adjustment/schema.ts";
import { type OpenFile, readOwned } from "#domain/file/queries.ts";
import type { Ctx } from "#lib/context.ts";
import type { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { type KeysetPage, keysetPage } from "#lib/page.ts";
import { type DisputeFilter, type DisputeStatus, disputeFilter, mostMessages } from "./schema.ts";

/** Whose disputes this actor may read. Others' are not found, whoever asks. */
function scopeOf(ctx: Pick<Ctx, "actor">): Prisma.DisputeWhereInput {
  if (ctx.actor.kind === "public") authorize(ctx, "settlement:read");
  if (can(ctx.actor, "settlement:read")) return {};
  if (!can(ctx.actor, "dispute:own")) throw new DomainError("NOT_FOUND");
  return { distributorId: actorOf(ctx, "distributor").distributorId };
}

const shown = {
  distributor: { select: { name: true } },
  statement: { select: { no: true, status: true } },
  commission: {
    select: {
      ...{ amountMinor: true, status: true, depth: true, statementId: true, statement: { select: { no: true } } },
      redemption: {
        select: { id: true, createdAt: true, voucher: { select: { id: true, product: { select: { name: true } } } } },
      },
    },
  },
} as const satisfies Prisma.DisputeInclude;

export type DisputeRow = {
  id: string;
  no: number;
  status: DisputeStatus;
  distributorId: string;
  distributorName: string;
  statementId: string;
  statementNo: number;
  commissionId: string;
  amountMinor: bigint;
  productName: string;
  voucherId: string;
  redemptionId: string;
  redeemedAt: Date;
  createdAt: Date;
  decidedAt: Date | null;
  /** The statement the line is on since, if any; REVERSED when its redemption was taken back meanwhile. */
  commissionStatus: "FROZEN" | "PAYABLE" | "PAID" | "REVERSED";
  nextStatementId: string | null;
  nextStatementNo: number | null;
};

const rowOf = (found: Prisma.DisputeGetPayload<{ include: typeof shown }>): DisputeRow => {
  const { distributor, statement, commission, ...row } = found;
  const { redemption } = commission;
  return {
    ...{ id: row.id, no: row.no, status: row.status, distributorId: row.distributorId, distributorName: distributor.name },
    ...{ statementId: row.statementId, statementNo: statement.no, commissionId: row.commissionId },
    ...{ amountMinor: commission.amountMinor, commissionStatus: commission.status },
    ...{ productName: redemption.voucher.product.name, voucherId: redemption.voucher.id },
    ...{ redemptionId: redemption.id, redeemedAt: redemption.createdAt, createdAt: row.createdAt, decidedAt: row.decidedAt },
    ...{ nextStatementId: commission.statementId, nextStatementNo: commission.statement?.no ?? null },
  };
};

/** Newest first: staff's of everybody, a distributor's its own. */
export async function listDisputes(ctx: Ctx, input: DisputeFilter = {}): Promise<KeysetPage<DisputeRow>> {
  const scope = scopeOf(ctx);
  const { after, limit, status, distributorId, q } = disputeFilter.parse(input);
  const no = Number(/^(?:ZY-?)?0*(\d{1,9})$/i.exec(q ?? "")?.[1] ?? -1);
  const rows = await ctx.db.dispute.findMany({
    where: {
      AND: [
        scope,
        status ? { status } : {},
        distributorId ? { distributorId } : {},
        q ? { OR: [{ no }, { distributor: { name: { contains: q, mode: "insensitive" } } }] } : {},
        after ? { id: { lt: after } } : {},
      ],
    },
    orderBy: { id: "desc" },
    take: limit + 1,
    include: shown,
  });
  const { items, next } = keysetPage(rows, limit);
  return { items: items.map(rowOf), next };
}

export type DisputeMessage = {
  id: string;
  byStaff: boolean;
  authorName: string;
  text: string;
  fileId: string | null;
  fileName: string | null;
  createdAt: Date;
};
export type DisputeDetail = DisputeRow & {
  messages: DisputeMessage[];
  /** What leaving took off the statement. */
  netMinor: bigint;
  taxMinor: bigint;
  offsetMinor: bigint;
  decidedByName: string | null;
  adjustments: { id: string; no: string; amountMinor: bigint; status: "REQUESTED" | "APPROVED" | "REJECTED" }[];
};

/** One dispute with its thread. A distributor reads "the operator" instead of who of staff wrote. */
export async function getDispute(ctx: Ctx, id: string): Promise<DisputeDetail> {
  const scope = scopeOf(ctx);
  if (!isId(id)) throw new DomainError("NOT_FOUND");
  const found = await ctx.db.dispute.findFirst({
    where: { AND: [{ id }, scope] },
    include: {
      ...shown,
      messages: { orderBy: { id: "asc" }, take: mostMessages + 1 },
      adjustments: { orderBy: { no: "asc" }, take: 20 },
    },
  });
  if (!found) throw new DomainError("NOT_FOUND");
  const own = ctx.actor.kind === "distributor";
  const fileIds = found.messages.flatMap(({ fileId }) => (fileId ? [fileId] : []));
  const [files, decider] = await Promise.all([
    ctx.db.storedFile.findMany({ where: { id: { in: fileIds } }, select: { id: true, name: true } }),
    found.decidedById && !own ? ctx.db.user.findUnique({ where: { id: found.decidedById }, select: { name: true } }) : null,
  ]);
  const nameOf = new Map(files.map((file) => [file.id, file.name]));
  return {
    ...rowOf(found),
    ...{
      netMinor: found.netMinor,
      taxMinor: found.taxMinor,
      offsetMinor: found.offsetMinor,
      decidedByName: decider?.name ?? null,
    },
    messages: found.messages.map(({ id: messageId, byStaff, authorName, text, fileId, createdAt }) => ({
      ...{ id: messageId, byStaff, text, fileId, createdAt, fileName: (fileId && nameOf.get(fileId)) || null },
      authorName: own && byStaff ? "" : authorName,
    })),
    // A request that is not approved yet is the operator's own business.
    adjustments: found.adjustments
      .filter((one) => !own || one.status === "APPROVED")
      .map(({ id: adjustmentId, no, amountMinor, status }) => ({ id: adjustmentId, no: adjustmentNo(no), amountMinor, status })),
  };
}

/** A file somebody put into a dispute's thread, for both sides. */
export async function openDisputeFile(ctx: Ctx, disputeId: string, fileId: string): Promise<OpenFile> {
  const scope = scopeOf(ctx);
  if (!isId(disputeId) || !isId(fileId)) throw new DomainError("NOT_FOUND");
  const message = await ctx.db.disputeMessage.findFirst({ where: { disputeId, fileId, dispute: scope }, select: { id: true } });
  if (!message) throw new DomainError("NOT_FOUND");
  return readOwned(ctx, fileId);
}

/** Disputes by status, for tabs; staff's of everybody, a distributor's its own. */
export async function countDisputes(ctx: Ctx): Promise<Record<DisputeStatus, number>> {
  const rows = await ctx.db.dispute.groupBy({ by: ["status"], where: scopeOf(ctx), _count: true });
  const of = (status: DisputeStatus) => rows.find((row) => row.status === status)?._count ?? 0;
  return { OPEN: of("OPEN"), UPHELD: of("UPHELD"), CORRECTED: of("CORRECTED"), WITHDRAWN: of("WITHDRAWN") };
}
