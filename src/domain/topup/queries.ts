import { authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { keysetPage } from "#lib/page.ts";
import { type ListTopUpsInput, listTopUpsInput, normalReference } from "./schema.ts";

const shown = { distributor: { select: { id: true, no: true, name: true } } };

/** Newest first. */
export async function listTopUps(ctx: Ctx, raw: ListTopUpsInput) {
  authorize(ctx, "topup:read");
  const { after, limit, status, method, distributorId, q, from, to } = listTopUpsInput.parse(raw);
  const rows = await ctx.db.topUp.findMany({
    where: {
      status,
      method,
      distributorId,
      ...(from || to ? { createdAt: { gte: from, lt: to } } : {}),
      ...(q
        ? {
            OR: [
              { bankReference: { contains: normalReference(q) } },
              { distributor: { name: { contains: q, mode: "insensitive" } } },
            ],
          }
        : {}),
      ...(after ? { id: { lt: after } } : {}),
    },
    include: shown,
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const page = keysetPage(rows, limit);
  return { ...page, items: await withPeople(ctx, page.items) };
}

/** Bank transfers by status: those that people decide. What comes through a provider waits for nobody here. */
export async function countTopUps(
  ctx: Ctx,
): Promise<Record<"PENDING" | "CONFIRMED" | "REJECTED", { count: number; minor: bigint }>> {
  authorize(ctx, "topup:read");
  const groups = await ctx.db.topUp.groupBy({
    by: ["status"],
    where: { method: "BANK" },
    _count: true,
    _sum: { amountMinor: true },
  });
  const of = (status: string) => {
    const group = groups.find((one) => one.status === status);
    return { count: group?._count ?? 0, minor: group?._sum.amountMinor ?? 0n };
  };
  return { PENDING: of("PENDING"), CONFIRMED: of("CONFIRMED"), REJECTED: of("REJECTED") };
}

export async function getTopUp(ctx: Ctx, id: string) {
  authorize(ctx, "topup:read");
  if (!isId(id)) throw new DomainError("NOT_FOUND");
  const found = await ctx.db.topUp.findUnique({ where: { id }, include: shown });
  if (!found) throw new DomainError("NOT_FOUND");
  const [one] = await withPeople(ctx, [found]);
  if (!one) throw new DomainError("NOT_FOUND");
  return one;
}

type Decided = { recordedById: string; decidedById: string | null };

async function withPeople<Row extends Decided>(ctx: Ctx, rows: Row[]) {
  const ids = new Set(rows.flatMap((row) => [row.recordedById, ...(row.decidedById ? [row.decidedById] : [])]));
  const users = await ctx.db.user.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  const nameOf = (id: string | null) => users.find((user) => user.id === id)?.name ?? null;
  return rows.map((row) => ({ ...row, recordedBy: nameOf(row.recordedById), decidedBy: nameOf(row.decidedById) }));
}
