import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { atLeast } from "#lib/even-time.ts";
import { newId } from "#lib/ids.ts";
import { consume, forget, giveBack } from "#lib/rate-limit.ts";
import { day } from "#lib/time.ts";
import { spendSecondFactor } from "./check-totp.ts";
import { passwordMatches } from "./hash-password.ts";
import { actorOfUser, sessionLife } from "./rules.ts";
import { type SignInInput, signInInput } from "./schema.ts";

/** Per address against spraying, per account and address against guessing, per account against many addresses. */
export const signInLimits = {
  address: { points: 60, seconds: 900 },
  pair: { points: 10, seconds: 900 },
  account: { points: 50, seconds: 3600 },
};

type Signed = { sessionId: string; userId: string; locale: string };
type User = NonNullable<Awaited<ReturnType<typeof findByEmail>>>;

/** Email and password, then the second factor. Every refusal before the code looks the same and takes as long. */
export async function signIn(ctx: Ctx, raw: SignInInput): Promise<Signed> {
  authorize(ctx, "account:sign-in");
  const input = signInInput.parse(raw);
  const user = await atLeast(250, () => checkPassword(ctx, input));
  if (user.totpConfirmedAt) {
    if (!input.code) throw new DomainError("TOTP_REQUIRED");
    if (!(await spendSecondFactor(ctx.db, user, input.code, ctx.now))) {
      await recordFailure(ctx, user, "code");
      throw new DomainError("TOTP_WRONG");
    }
  }
  const signed = await openSession(ctx, user);
  await forget("sign-in-pair", pairOf(ctx, input.email), signInLimits.pair);
  await giveBack("sign-in-address", ctx.actor.ip ?? null, signInLimits.address);
  return signed;
}

async function checkPassword(ctx: Ctx, { email, password }: { email: string; password: string }): Promise<User> {
  const user = await findByEmail(ctx, email);
  await throttle(ctx, email, user?.id);
  const matches = await passwordMatches(user?.passwordHash, password);
  if (user && matches && !user.disabledAt && !user.merchant?.disabledAt) return user;
  if (user) await recordFailure(ctx, user, "password");
  throw new DomainError("SIGN_IN_FAILED");
}

const findByEmail = (ctx: Ctx, email: string) =>
  ctx.db.user.findUnique({ where: { email }, include: { merchant: { select: { disabledAt: true } } } });

const pairOf = (ctx: Ctx, email: string) => `${email} ${ctx.actor.ip ?? ""}`;

async function throttle(ctx: Ctx, email: string, userId: string | undefined): Promise<void> {
  const { ip } = ctx.actor;
  await consume("sign-in-address", ip ?? null, signInLimits.address);
  await consume("sign-in-pair", pairOf(ctx, email), signInLimits.pair);
  // An address the user has signed in from is not counted here: strangers cannot lock him out of his own place.
  if (userId && ip && (await knownAddress(ctx, userId, ip))) return;
  await consume("sign-in-account", email, signInLimits.account);
}

async function knownAddress(ctx: Ctx, userId: string, ip: string): Promise<boolean> {
  const since = new Date(ctx.now.getTime() - 30 * day);
  return (await ctx.db.userSession.findFirst({ where: { userId, ip, createdAt: { gt: since } }, select: { id: true } })) !== null;
}

function openSession(ctx: Ctx, user: User): Promise<Signed> {
  return inTransaction(ctx, async (tx) => {
    const { ip = null, userAgent = null } = ctx.actor;
    const sessionId = newId(tx.now.getTime());
    await tx.db.userSession.create({
      data: {
        id: sessionId,
        userId: user.id,
        createdAt: tx.now,
        lastSeenAt: tx.now,
        expiresAt: new Date(tx.now.getTime() + sessionLife[user.kind]),
        ip,
        userAgent: userAgent?.slice(0, 300) ?? null,
      },
    });
    await tx.db.user.update({ where: { id: user.id }, data: { lastSignInAt: tx.now } });
    const actor = actorOfUser(user, { sessionId, ip, userAgent });
    await recordAudit({ ...tx, actor }, { action: "user.signIn", subject: { type: "user", id: user.id } });
    return { sessionId, userId: user.id, locale: user.locale };
  });
}

/** Kept even though the sign-in is refused: somebody tried this account's door. */
async function recordFailure(ctx: Ctx, user: User, wrong: "password" | "code"): Promise<void> {
  await inTransaction(ctx, (tx) =>
    recordAudit(tx, { action: "user.signInFailed", subject: { type: "user", id: user.id }, after: { wrong } }),
  );
}
