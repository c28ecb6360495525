import { authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import type { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import type { NumberedPage } from "#lib/page.ts";
import { silent } from "./lease-batch.ts";
import { type BatchFilter, generateOptions, importOptions, listInput } from "./schema.ts";

const columns = {
  id: true,
  no: true,
  source: true,
  status: true,
  note: true,
  fileName: true,
  fileSize: true,
  rowCount: true,
  importedCount: true,
  duplicateCount: true,
  refusedCount: true,
  doneBytes: true,
  totalBytes: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
  cancelRequestedAt: true,
  error: true,
  product: { select: { id: true, name: true } },
} as const satisfies Prisma.BatchSelect;

export type BatchRow = Prisma.BatchGetPayload<{ select: typeof columns }>;

export async function listBatches(ctx: Ctx, input: BatchFilter = {}): Promise<NumberedPage<BatchRow>> {
  authorize(ctx, "voucher:read");
  const { page, productId, status, source } = listInput.parse(input);
  const pageSize = 50;
  const where = { productId, status, source };
  const [total, items] = await Promise.all([
    ctx.db.batch.count({ where }),
    ctx.db.batch.findMany({ where, select: columns, orderBy: { id: "desc" }, skip: (page - 1) * pageSize, take: pageSize }),
  ]);
  return { items, total, page, pageSize };
}

export type BatchDetail = Awaited<ReturnType<typeof getBatch>>;

/** One batch: its job, its result, and where its vouchers are now. */
export async function getBatch(ctx: Ctx, id: string) {
  authorize(ctx, "voucher:read");
  if (!isId(id)) throw new DomainError("NOT_FOUND");
  const batch = await ctx.db.batch.findUnique({
    where: { id },
    select: { ...columns, format: true, encoding: true, options: true, costMinor: true, createdById: true },
  });
  if (!batch) throw new DomainError("NOT_FOUND");
  const { options, createdById, ...rest } = batch;
  const [byStatus, kinds, listed, creator] = await Promise.all([
    ctx.db.voucher.groupBy({ by: ["status"], where: { batchId: id }, _count: true }),
    ctx.db.batchIssue.groupBy({ by: ["kind"], where: { batchId: id }, _count: true, orderBy: { _count: { kind: "desc" } } }),
    ctx.db.batchIssue.count({ where: { batchId: id } }),
    createdById ? ctx.db.user.findUnique({ where: { id: createdById }, select: { name: true } }) : null,
  ]);
  return {
    ...rest,
    createdBy: creator?.name ?? null,
    plan: batch.source === "IMPORT" ? (importOptions.parse(options).plan ?? null) : null,
    generated: batch.source === "GENERATED" ? (generateOptions.safeParse(options).data ?? null) : null,
    statusCounts: Object.fromEntries(byStatus.map(({ status, _count }) => [status, _count])),
    issueKinds: kinds.map(({ kind, _count }) => ({ kind, count: _count })),
    listedIssues: listed,
  };
}

/** Small enough to be asked every second. */
export async function getProgress(ctx: Ctx, { id }: { id: string }) {
  authorize(ctx, "voucher:read");
  const batch = await ctx.db.batch.findUnique({ where: { id }, select: { ...columns, product: false } });
  if (!batch) throw new DomainError("NOT_FOUND");
  const [row] = await ctx.db.$queryRaw<{ stalled: boolean }[]>`
    SELECT status = 'RUNNING' AND ${silent} AS stalled FROM batch WHERE id = ${id}::uuid`;
  return { ...batch, stalled: row?.stalled ?? false };
}

export type IssueRow = { line: number; kind: string };

/** Lines that did not become vouchers, in the file's order. */
export async function listIssues(
  ctx: Ctx,
  input: { batchId: string; kind?: string; after?: number; limit?: number },
): Promise<IssueRow[]> {
  authorize(ctx, "voucher:read");
  const { batchId, kind, after = 0, limit = 50 } = input;
  return ctx.db.batchIssue.findMany({
    where: { batchId, line: { gt: after }, ...(kind ? { kind } : {}) },
    select: { line: true, kind: true },
    orderBy: { line: "asc" },
    take: Math.min(limit, 5_000),
  });
}

/** All listed lines, page by page, for the report. */
export async function* readIssues(ctx: Ctx, batchId: string): AsyncGenerator<IssueRow[]> {
  authorize(ctx, "voucher:read");
  for (let after = 0; ; ) {
    const rows = await listIssues(ctx, { batchId, after, limit: 5_000 });
    if (rows.length === 0) return;
    yield rows;
    after = rows.at(-1)!.line;
  }
}
