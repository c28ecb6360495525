import { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { type KeysetPage, keysetInput, keysetPage } from "#lib/page.ts";

export const auditFilter = keysetInput.extend({
  /** Part of the actor's name, or an exact id of actor or subject. */
  q: z.string().trim().max(100).optional(),
  actorId: z.string().max(100).optional(),
  /** "topup" finds all of topup.*; "topup.confirm" that one. */
  action: z
    .string()
    .regex(/^[a-zA-Z]+(\.[a-zA-Z]+)?$/)
    .optional(),
  subjectType: z.string().max(40).optional(),
  subjectId: z.string().max(100).optional(),
  from: z.date().optional(),
  to: z.date().optional(),
});
export type AuditFilter = z.input<typeof auditFilter>;

export type AuditRow = {
  id: string;
  at: Date;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  action: string;
  subjectType: string;
  subjectId: string;
  before: unknown;
  after: unknown;
  reason: string | null;
  ip: string | null;
  userAgent: string | null;
};

type Where = NonNullable<NonNullable<Parameters<Ctx["db"]["auditEntry"]["findMany"]>[0]>["where"]>;

function whereOf(input: z.output<typeof auditFilter>): Where {
  const { q, actorId, action, subjectType, subjectId, from, to } = input;
  return {
    ...(actorId ? { actorId } : {}),
    ...(action ? { action: action.includes(".") ? action : { startsWith: `${action}.` } } : {}),
    ...(subjectType ? { subjectType } : {}),
    ...(subjectId ? { subjectId } : {}),
    ...(from || to ? { at: { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) } } : {}),
    ...(q ? { OR: [{ actorName: { contains: q, mode: "insensitive" } }, { actorId: q }, { subjectId: q }] } : {}),
  };
}

/** Who did what, newest first. What cannot be a filter (typed into the address bar) is an empty page, not an error. */
export async function listAudit(ctx: Ctx, raw: AuditFilter): Promise<KeysetPage<AuditRow>> {
  authorize(ctx, "audit:read");
  const parsed = auditFilter.safeParse(raw);
  if (!parsed.success) return { items: [], next: null };
  const { after, limit } = parsed.data;
  const rows = await ctx.db.auditEntry.findMany({
    where: { ...whereOf(parsed.data), ...(after ? { id: { lt: after } } : {}) },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  return keysetPage(rows, limit);
}

export async function getAuditEntry(ctx: Ctx, id: string): Promise<AuditRow> {
  authorize(ctx, "audit:read");
  const row = z.uuid().safeParse(id).success ? await ctx.db.auditEntry.findUnique({ where: { id } }) : null;
  if (!row) throw new DomainError("NOT_FOUND");
  return row;
}
