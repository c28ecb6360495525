import { getSettings } from "#domain/setting/queries.ts";
import type { Db } from "#lib/db.ts";
import { minute } from "#lib/time.ts";
import { actorOfUser } from "./rules.ts";

export type SignedIn = {
  actor: ReturnType<typeof actorOfUser>;
  user: { id: string; name: string; email: string; locale: string; hasTotp: boolean };
  /** The operator asks staff for a second factor and this one has none yet: nothing else may be done first. */
  mustEnrol: boolean;
};

type From = { ip: string | null; userAgent: string | null };

/** Who a session's cookie stands for, read on every request: revoked, expired or disabled is nobody at once. */
export async function findSession(db: Db, sessionId: string, now: Date, from: From): Promise<SignedIn | null> {
  const session = await db.userSession.findFirst({
    where: {
      id: sessionId,
      revokedAt: null,
      expiresAt: { gt: now },
      user: { disabledAt: null, OR: [{ merchantId: null }, { merchant: { disabledAt: null } }] },
    },
    include: { user: true },
  });
  if (!session) return null;
  const { user } = session;
  if (now.getTime() - session.lastSeenAt.getTime() > 5 * minute)
    await db.userSession.updateMany({ where: { id: session.id }, data: { lastSeenAt: now, ip: from.ip } });
  const hasTotp = user.totpConfirmedAt !== null;
  const mustEnrol = user.kind === "STAFF" && !hasTotp && (await getSettings({ db })).requireStaffTotp;
  const { id, name, email, locale } = user;
  return { actor: actorOfUser(user, { sessionId, ...from }), user: { id, name, email, locale, hasTotp }, mustEnrol };
}
