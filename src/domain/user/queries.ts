import { authorize } from "#domain/access/rules.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { actorId, type Ctx, type StaffRole } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { type NumberedInput, type NumberedPage, numberedInput } from "#lib/page.ts";
import { passwordTokenHash } from "./issue-password-link.ts";
import { sessionOf } from "./rules.ts";

export type StaffStatus = "ACTIVE" | "INVITED" | "DISABLED";
export type StaffRow = {
  id: string;
  name: string;
  email: string;
  role: StaffRole;
  status: StaffStatus;
  hasTotp: boolean;
  lastSignInAt: Date | null;
  createdAt: Date;
  self: boolean;
};

type StaffFilter = NumberedInput & { q?: string; role?: StaffRole; status?: StaffStatus };

const statusWhere = {
  ACTIVE: { disabledAt: null, passwordHash: { not: null } },
  INVITED: { disabledAt: null, passwordHash: null },
  DISABLED: { disabledAt: { not: null } },
} as const;

export async function listStaff(ctx: Ctx, input: StaffFilter): Promise<NumberedPage<StaffRow>> {
  authorize(ctx, "staff:manage");
  const { page, pageSize } = numberedInput.parse(input);
  const contains = input.q ? { contains: input.q, mode: "insensitive" as const } : undefined;
  const where = {
    kind: "STAFF" as const,
    ...(input.role ? { staffRole: input.role } : {}),
    ...(input.status ? statusWhere[input.status] : {}),
    ...(contains ? { OR: [{ name: contains }, { email: contains }] } : {}),
  };
  const [rows, total] = await Promise.all([
    ctx.db.user.findMany({ where, orderBy: [{ createdAt: "asc" }, { id: "asc" }], skip: (page - 1) * pageSize, take: pageSize }),
    ctx.db.user.count({ where }),
  ]);
  const self = actorId(ctx.actor);
  const items = rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.staffRole!,
    status: row.disabledAt ? ("DISABLED" as const) : row.passwordHash ? ("ACTIVE" as const) : ("INVITED" as const),
    hasTotp: row.totpConfirmedAt !== null,
    lastSignInAt: row.lastSignInAt,
    createdAt: row.createdAt,
    self: row.id === self,
  }));
  return { items, total, page, pageSize };
}

/** Names for a filter; staff only, so a short list. */
export async function listStaffNames(ctx: Ctx): Promise<{ id: string; name: string }[]> {
  authorize(ctx, "audit:read");
  return ctx.db.user.findMany({
    where: { kind: "STAFF" },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
    take: 200,
  });
}

export type OwnAccount = {
  email: string;
  name: string;
  locale: string;
  staffRole: StaffRole | null;
  hasTotp: boolean;
  /** The operator asks for it: it cannot be turned off. */
  totpRequired: boolean;
  recoveryCodesLeft: number;
  lastSignInAt: Date | null;
  createdAt: Date;
  sessions: { id: string; createdAt: Date; lastSeenAt: Date; ip: string | null; userAgent: string | null; current: boolean }[];
};

/** One's own account and where it is signed in. */
export async function getOwnAccount(ctx: Ctx): Promise<OwnAccount> {
  authorize(ctx, "account:manage");
  const id = actorId(ctx.actor) ?? "";
  const user = await ctx.db.user.findUnique({
    where: { id },
    include: {
      recoveryCodes: { where: { usedAt: null }, select: { id: true } },
      sessions: { where: { revokedAt: null, expiresAt: { gt: ctx.now } }, orderBy: { lastSeenAt: "desc" }, take: 50 },
    },
  });
  if (!user) throw new DomainError("NOT_FOUND");
  const current = sessionOf(ctx.actor);
  return {
    email: user.email,
    name: user.name,
    locale: user.locale,
    staffRole: user.staffRole,
    hasTotp: user.totpConfirmedAt !== null,
    totpRequired: user.kind === "STAFF" && (await getSettings(ctx)).requireStaffTotp,
    recoveryCodesLeft: user.recoveryCodes.length,
    lastSignInAt: user.lastSignInAt,
    createdAt: user.createdAt,
    sessions: user.sessions.map(({ id, createdAt, lastSeenAt, ip, userAgent }) => ({
      id,
      createdAt,
      lastSeenAt,
      ip,
      userAgent,
      current: id === current,
    })),
  };
}

/** Whose password a mailed link sets; null when it no longer works. Looking spends nothing: mail programs open links too. */
export async function findPasswordLink(ctx: Ctx, token: string): Promise<{ email: string; first: boolean } | null> {
  authorize(ctx, "account:recover");
  const found = await ctx.db.passwordToken.findFirst({
    where: { tokenHash: passwordTokenHash(token), usedAt: null, expiresAt: { gt: ctx.now }, user: { disabledAt: null } },
    select: { user: { select: { email: true, passwordHash: true } } },
  });
  return found && { email: found.user.email, first: found.user.passwordHash === null };
}
