import { setTimeout as sleep } from "node:timers/promises";
import { actorOf, authorize } from "#domain/access/rules.ts";
import { linkTokenHash } from "#domain/link/derive-token.ts";
import { deviceIds } from "#domain/person/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { consume, refuseWhenSpent } from "#lib/rate-limit.ts";
import { type ClaimedVoucher, type ClaimInput, claimInput } from "./schema.ts";

const misses = { points: 60, seconds: 600 };
const patience = { attempts: 60, longestWaitMs: 80 };

/**
 * A person takes one voucher of a link. Each try is one SQL statement that either claims or says why not; only when it
 * cannot know yet (every voucher left is in somebody else's hands, and he may still let go) is it asked again.
 */
export async function claimVoucher(ctx: Ctx, input: ClaimInput): Promise<ClaimedVoucher> {
  authorize(ctx, "claim:create");
  const { token, slot, locale = null } = claimInput.parse(input);
  const { ip = null } = ctx.actor;
  refuseWhenSpent("claim-miss", ip, misses);
  for (let attempt = 1; attempt <= patience.attempts; attempt++) {
    const answer = await tryToClaim(ctx, { token, slot, locale });
    if (!answer) {
      await consume("claim-miss", ip, misses);
      throw new DomainError("NOT_FOUND");
    }
    const { voucherId, again, expiresAt } = answer;
    if (voucherId) return { voucherId, slot, again, expiresAt };
    const refusal = refusalOf(answer);
    if (refusal) throw new DomainError(refusal, { opensAt: answer.opensAt });
    await sleep(Math.random() * Math.min(2 ** attempt, patience.longestWaitMs));
  }
  throw new DomainError("BUSY", { retryAfterSeconds: 2 });
}

type Gate = "OPEN" | "REVOKED" | "ENDED" | "PAUSED" | "NOT_OPEN_YET" | "PHONE_REQUIRED" | "LIMIT_REACHED";
type Answer = {
  gate: Gate;
  opensAt: Date | null;
  voucherId: string | null;
  again: boolean;
  expiresAt: Date | null;
  /** Is one obtainable, as a plain read sees it? What others hold but have not committed counts as obtainable. */
  left: boolean | null;
};

/** A definitive no, or null while the answer is open. */
function refusalOf({ gate, left }: Answer): Exclude<Gate, "OPEN"> | "SOLD_OUT" | null {
  if (gate !== "OPEN" && gate !== "PHONE_REQUIRED") return gate;
  if (!left) return "SOLD_OUT";
  return gate === "PHONE_REQUIRED" ? gate : null;
}

/** One try: who asks, from where, for which slot of which link, at what time. */
type Wish = { token: string; slot: number; locale: string | null };
function readTry(ctx: Ctx, { token, ...wish }: Wish) {
  const { tokenHash, ip = null } = actorOf(ctx, "device");
  if (!tokenHash) throw new DomainError("UNAUTHENTICATED");
  return { ...deviceIds(tokenHash), tokenHash, ip, linkHash: linkTokenHash(token), ...wish, now: ctx.now };
}
type Try = ReturnType<typeof readTry>;

async function tryToClaim(ctx: Ctx, wish: Wish): Promise<Answer | undefined> {
  const attempt = readTry(ctx, wish);
  const [answer] = await ctx.db.$queryRaw<Answer[]>`
    WITH ${whoAsks(attempt)}, ${mayHe(attempt)}, ${pickOne(attempt)}, ${writeDown(attempt)}
    SELECT gate, opens_at AS "opensAt", coalesce(mine.id, taken.id)::text AS "voucherId", mine.id IS NOT NULL AS again,
      coalesce(mine.expires_at, taken.expires_at) AS "expiresAt",
      CASE WHEN mine.id IS NULL AND taken.id IS NULL AND gate IN ('OPEN', 'PHONE_REQUIRED') THEN EXISTS (
        SELECT 1 FROM voucher
        WHERE link_id = link.id AND status = 'ALLOTTED' AND (expires_at IS NULL OR expires_at > ${ctx.now})) END AS left
    FROM link LEFT JOIN mine ON true LEFT JOIN taken ON true`;
  return answer;
}

/**
 * The link, and the person who claims on it: on a link that checks phones the phone's, verified last on this browser; else the
 * browser's own. What the browser's other persons took there counts as his too.
 */
const whoAsks = ({ deviceId, ownPersonId, linkHash }: Try) => Prisma.sql`
    asked AS (
      SELECT l.*, p.validity_kind, p.valid_until, p.valid_days, p.per_person_limit AS product_limit, phone.person_id AS phone_person,
        ARRAY(SELECT person_id FROM device_person WHERE device_id = ${deviceId}::uuid AND NOT phone_check) AS known
      FROM claim_link l JOIN product p ON p.id = l.product_id LEFT JOIN LATERAL (
        SELECT person_id FROM device_person dp JOIN person ON person.id = dp.person_id
        WHERE phone_check AND dp.device_id = ${deviceId}::uuid AND person.phone_index IS NOT NULL
        ORDER BY dp.created_at DESC LIMIT 1) phone ON true
      WHERE l.token_hash = ${linkHash}
    ), who AS (
      SELECT claimant, known || claimant AS persons
      FROM asked, LATERAL (SELECT CASE WHEN phone_check THEN phone_person ELSE ${ownPersonId}::uuid END AS claimant) x
    )`;

/** The gate, in the order of domain/link/rules.ts, and the voucher he already has in this slot. */
const mayHe = ({ slot, now }: Try) => Prisma.sql`
    link AS (
      SELECT asked.*, claimant, persons, product_slot, CASE
        WHEN status = 'REVOKED' THEN 'REVOKED'
        WHEN closes_at <= ${now} OR (validity_kind = 'FIXED' AND valid_until <= ${now}) THEN 'ENDED'
        WHEN status = 'PAUSED' THEN 'PAUSED'
        WHEN opens_at > ${now} THEN 'NOT_OPEN_YET'
        WHEN claimant IS NULL THEN 'PHONE_REQUIRED'
        WHEN ${slot} > per_person_limit OR product_slot IS NULL THEN 'LIMIT_REACHED'
        ELSE 'OPEN' END AS gate
      FROM asked, who, LATERAL (
        SELECT min(n) AS product_slot FROM generate_series(1, product_limit) n WHERE n <> ALL (ARRAY(
          SELECT c.product_slot FROM claim c WHERE c.product_id = asked.product_id AND c.person_id = ANY (persons)))) place
    ), mine AS (
      SELECT v.id, v.expires_at FROM link JOIN claim c ON c.link_id = link.id AND c.person_id = ANY (persons) AND c.slot = ${slot}
      JOIN voucher v ON v.id = c.voucher_id LIMIT 1
    )`;

/** The oldest voucher of the link that nobody is holding, locked. By seq, never by id: the index then steps over what is gone. */
const pickOne = ({ now }: Try) => Prisma.sql`
    picked AS (
      SELECT v.id, LEAST(v.expires_at, CASE validity_kind
        WHEN 'FIXED' THEN valid_until ELSE ${now}::timestamptz + valid_days * interval '1 day' END) AS expires_at
      FROM link, LATERAL (
        SELECT id, expires_at FROM voucher
        WHERE link_id = link.id AND status = 'ALLOTTED' AND (expires_at IS NULL OR expires_at > ${now})
        ORDER BY seq LIMIT 1 FOR UPDATE SKIP LOCKED) v
      WHERE gate = 'OPEN' AND NOT EXISTS (SELECT 1 FROM mine)
    )`;

/**
 * The claim decides: `slot` is unique per link and person, `product_slot` per product and person, the voucher at all. Whoever
 * loses one of these races inserts no claim, so no voucher moves, and his next try reads what the winner left.
 */
const writeDown = ({ deviceId, ownPersonId, tokenHash, slot, ip, now, locale }: Try) => Prisma.sql`
    device AS (
      INSERT INTO device (id, token_hash, created_at, last_seen_at)
      SELECT ${deviceId}::uuid, ${tokenHash}, ${now}, ${now} FROM picked ON CONFLICT DO NOTHING
    ), own_person AS (
      INSERT INTO person (id, created_at)
      SELECT ${ownPersonId}::uuid, ${now} FROM picked, link WHERE NOT phone_check ON CONFLICT DO NOTHING
    ), own_bond AS (
      INSERT INTO device_person (device_id, person_id, created_at)
      SELECT ${deviceId}::uuid, ${ownPersonId}::uuid, ${now} FROM picked, link WHERE NOT phone_check ON CONFLICT DO NOTHING
    ), claimed AS (
      INSERT INTO claim (id, link_id, product_id, person_id, device_id, slot, product_slot, voucher_id, ip, created_at)
      SELECT ${newId(now.getTime())}::uuid, link.id, link.product_id, claimant, ${deviceId}::uuid, ${slot}, product_slot, picked.id,
        ${ip}, ${now}
      FROM picked, link ON CONFLICT DO NOTHING RETURNING voucher_id
    ), told AS (
      UPDATE person SET locale = ${locale} FROM claimed, link
      WHERE phone_check AND person.id = claimant AND person.locale <> ${locale}
    ), taken AS (
      UPDATE voucher v SET status = 'CLAIMED', claimed_at = ${now}, expires_at = picked.expires_at
      FROM picked JOIN claimed ON claimed.voucher_id = picked.id WHERE v.id = picked.id
      RETURNING v.id, v.allotment_id, v.link_id, v.expires_at
    ), noted AS (
      INSERT INTO voucher_event (voucher_id, at, kind, from_status, to_status, actor_kind, actor_id, allotment_id, link_id)
      SELECT id, ${now}, 'CLAIMED', 'ALLOTTED', 'CLAIMED', 'device', ${deviceId}, allotment_id, link_id FROM taken
    )`;
