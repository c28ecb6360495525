import type { Actor, StaffRole } from "#lib/context.ts";
import { day, hour } from "#lib/time.ts";

/** Staff sign in every working day; others stay signed in for a month. */
export const sessionLife = { STAFF: 12 * hour, DISTRIBUTOR: 30 * day, MERCHANT: 30 * day } as const;
export const firstPasswordLife = 7 * day;
export const resetLife = hour;
export const recoveryCodeCount = 10;

export type UserRow = {
  id: string;
  name: string;
  kind: "STAFF" | "DISTRIBUTOR" | "MERCHANT";
  staffRole: StaffRole | null;
  distributorId: string | null;
  merchantId: string | null;
};

type From = { sessionId?: string; ip?: string | null; userAgent?: string | null };

/** The actor a user's session stands for. The table's CHECK keeps the ids and the kind in step. */
export function actorOfUser(user: UserRow, from: From = {}): Extract<Actor, { kind: "staff" | "distributor" | "merchant" }> {
  const who = { id: user.id, name: user.name, ...from };
  switch (user.kind) {
    case "STAFF":
      return { ...who, kind: "staff", role: user.staffRole! };
    case "DISTRIBUTOR":
      return { ...who, kind: "distributor", distributorId: user.distributorId! };
    case "MERCHANT":
      return { ...who, kind: "merchant", merchantId: user.merchantId! };
  }
}

export const homeOf = { staff: "/admin", distributor: "/distributor", merchant: "/store" } as const;

/** Where to go after signing in: only a path of one's own area, so that a link cannot send people elsewhere. */
export function safeNext(kind: keyof typeof homeOf, next: string | undefined): string {
  const home = homeOf[kind];
  if (!next || next.length > 500 || /[\\\p{Cc}]/u.test(next)) return home;
  return next === home || next.startsWith(`${home}/`) || next.startsWith(`${home}?`) ? next : home;
}

export const looksLikeTotp = (code: string) => /^\d{6}$/.test(code.replaceAll(/\s/g, ""));
/** People type recovery codes with or without dashes, in either case. */
export const normalRecoveryCode = (code: string) => code.replaceAll(/[\s-]/g, "").toUpperCase();

export const sessionOf = (actor: Actor): string | undefined => ("sessionId" in actor ? actor.sessionId : undefined);
