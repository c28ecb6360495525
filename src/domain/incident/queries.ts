import { authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import type { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { keysetPage } from "#lib/page.ts";
import { type ListIncidentsInput, listIncidentsInput } from "./schema.ts";

/** Newest first. */
export async function listIncidents(ctx: Ctx, raw: ListIncidentsInput) {
  authorize(ctx, "incident:read");
  const { after, limit, status, kind, provider, owner, from, to, q } = listIncidentsInput.parse(raw);
  const no = /^(?:YC-)?0*(\d{1,9})$/i.exec(q ?? "")?.[1];
  const where: Prisma.IncidentWhereInput = {
    status,
    kind,
    provider,
    ...(owner ? { ownerId: owner === "none" ? null : owner } : {}),
    ...(from || to ? { createdAt: { gte: from, lt: to } } : {}),
    ...(q ? { OR: [...(no ? [{ no: Number(no) }] : []), { subjectId: q }] } : {}),
    ...(after ? { id: { lt: after } } : {}),
  };
  const rows = await ctx.db.incident.findMany({ where, orderBy: { id: "desc" }, take: limit + 1 });
  const page = keysetPage(rows, limit);
  return { ...page, items: await withPeople(ctx, page.items) };
}

export async function getIncident(ctx: Ctx, id: string) {
  authorize(ctx, "incident:read");
  if (!isId(id)) throw new DomainError("NOT_FOUND");
  const found = await ctx.db.incident.findUnique({
    where: { id },
    include: { notes: { orderBy: { id: "desc" }, take: 200 } },
  });
  const [row] = await withPeople(ctx, found ? [found] : []);
  if (!row) throw new DomainError("NOT_FOUND");
  return row;
}

export async function countIncidents(ctx: Ctx): Promise<Record<"OPEN" | "RESOLVED", number>> {
  authorize(ctx, "incident:read");
  const groups = await ctx.db.incident.groupBy({ by: ["status"], _count: true });
  const of = (status: string) => groups.find((group) => group.status === status)?._count ?? 0;
  return { OPEN: of("OPEN"), RESOLVED: of("RESOLVED") };
}

/** Who may be made responsible. */
export function listResolvers(ctx: Ctx): Promise<{ id: string; name: string }[]> {
  authorize(ctx, "incident:read");
  return ctx.db.user.findMany({
    where: { kind: "STAFF", staffRole: { in: ["OWNER", "FINANCE"] }, disabledAt: null },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
    take: 200,
  });
}

type People = { ownerId: string | null; resolvedById: string | null };

async function withPeople<Row extends People>(ctx: Ctx, rows: Row[]) {
  const ids = new Set(rows.flatMap((row) => [row.ownerId, row.resolvedById]).filter((id) => id !== null));
  const users = await ctx.db.user.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  const nameOf = (id: string | null) => users.find((user) => user.id === id)?.name ?? null;
  return rows.map((row) => ({ ...row, owner: nameOf(row.ownerId), resolvedBy: nameOf(row.resolvedById) }));
}
