import { setTimeout as sleep } from "node:timers/promises";
import { actorOf, authorize } from "#domain/access/rules.ts";
import { linkTokenHash } from "#domain/link/derive-token.ts";
import { deviceIds } from "#domain/person/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { consume, refuseWhenSpent } from "#lib/rate-limit.ts";
import type { Answer, Gate } from "./decide-claims.ts";
import { gatherClaim } from "./gather-claims.ts";
import type { SoldOut } from "./remember-soldout.ts";
import { type ClaimedVoucher, type ClaimInput, claimInput } from "./schema.ts";

const misses = { points: 60, seconds: 600 };
const patience = { attempts: 60, longestWaitMs: 80 };

/**
 * A person takes one voucher of a link. Each try is one SQL statement, shared with whoever asks at the same moment, that either
 * claims or says why not; only when it cannot know yet (every voucher left is in somebody else's hands, and he may still let go) is
 * it asked again. With a `memory` a link known to be empty is not asked for.
 */
export async function claimVoucher(ctx: Ctx, input: ClaimInput, memory?: SoldOut): Promise<ClaimedVoucher> {
  authorize(ctx, "claim:create");
  const { token, slot, locale = null } = claimInput.parse(input);
  const { tokenHash, ip = null } = actorOf(ctx, "device");
  if (!tokenHash) throw new DomainError("UNAUTHENTICATED");
  refuseWhenSpent("claim-miss", ip, misses);
  const linkHash = linkTokenHash(token);
  const wish = { ...deviceIds(tokenHash), tokenHash, slot, ip, locale, now: ctx.now };
  const linkKey = Buffer.from(linkHash).toString("base64");
  if (memory?.knows(linkKey, wish.deviceId)) throw new DomainError("SOLD_OUT", { opensAt: null });
  for (let attempt = 1; attempt <= patience.attempts; attempt++) {
    const mark = memory?.mark() ?? 0;
    const answer = await gatherClaim(ctx, linkHash, wish);
    if (!answer) {
      await consume("claim-miss", ip, misses);
      throw new DomainError("NOT_FOUND");
    }
    const { voucherId, again, expiresAt } = answer;
    if (voucherId) return { voucherId, slot, again, expiresAt };
    const refusal = refusalOf(answer);
    if (refusal === "SOLD_OUT" && answer.gate === "OPEN") void memory?.remember(ctx, linkKey, linkHash, mark);
    if (refusal) throw new DomainError(refusal, { opensAt: answer.opensAt });
    await sleep(Math.random() * Math.min(2 ** attempt, patience.longestWaitMs));
  }
  throw new DomainError("BUSY", { retryAfterSeconds: 2 });
}

/** A definitive no, or null while the answer is open. */
function refusalOf({ gate, left }: Answer): Exclude<Gate, "OPEN"> | "SOLD_OUT" | null {
  if (gate !== "OPEN" && gate !== "PHONE_REQUIRED") return gate;
  if (!left) return "SOLD_OUT";
  return gate === "PHONE_REQUIRED" ? gate : null;
}
