import type { Ctx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";

/** One person's wish: which slot of a link, asked by which browser, from where, when. */
export type Wish = {
  deviceId: string;
  ownPersonId: string;
  tokenHash: Uint8Array;
  slot: number;
  ip: string | null;
  locale: string | null;
  /** When it was asked: the link's window and the claim's time go by this. */
  now: Date;
};

export type Gate = "OPEN" | "REVOKED" | "ENDED" | "PAUSED" | "NOT_OPEN_YET" | "PHONE_REQUIRED" | "LIMIT_REACHED";
export type Answer = {
  gate: Gate;
  opensAt: Date | null;
  voucherId: string | null;
  again: boolean;
  expiresAt: Date | null;
  /**
   * Is one obtainable besides those just given, as a plain read sees it? What others hold but have not committed counts as
   * obtainable, and so does what the same person just got by another wish.
   */
  left: boolean | null;
};

type Row = Answer & { pos: number };
const hex = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");

/**
 * Decides wishes for one link in one statement: each gets a voucher, the one it has already, or the reason why not; `null` for all
 * when there is no such link. A wish that may be granted later (`gate` OPEN, `left`, no voucher) is asked again by the caller.
 * Rows are written in the order of the devices, so that two batches never wait for each other in a circle.
 */
export async function decideClaims(
  ctx: Pick<Ctx, "db">,
  linkHash: Uint8Array,
  wishes: readonly Wish[],
): Promise<Answer[] | null> {
  const now = new Date(Math.max(...wishes.map((wish) => wish.now.getTime())));
  const order = wishes
    .map((wish, pos) => ({ ...wish, pos }))
    .sort((a, b) => (a.deviceId < b.deviceId ? -1 : a.deviceId > b.deviceId ? 1 : a.pos - b.pos));
  const rows = await ctx.db.$queryRaw<Row[]>`
    WITH ${theLink(linkHash)}, ${whoAsks(order)}, ${mayThey}, ${pickVouchers(now)}, ${writeDown}
    SELECT judged.pos, judged.gate, link.opens_at AS "opensAt", coalesce(judged.mine_id, taken.id)::text AS "voucherId",
      judged.mine_id IS NOT NULL AS again, coalesce(judged.mine_expires_at, taken.expires_at) AS "expiresAt",
      CASE WHEN judged.mine_id IS NULL AND taken.id IS NULL AND judged.gate IN ('OPEN', 'PHONE_REQUIRED') THEN (
        SELECT EXISTS (SELECT 1 FROM voucher v, link l WHERE v.link_id = l.id AND v.status = 'ALLOTTED'
          AND (v.expires_at IS NULL OR v.expires_at > ${now}) AND NOT EXISTS (SELECT 1 FROM taken t WHERE t.id = v.id))
      ) OR EXISTS (SELECT 1 FROM claimed c WHERE c.person_id = ANY (judged.known || judged.claimant)) END AS left
    FROM judged CROSS JOIN link LEFT JOIN pair ON pair.pos = judged.pos LEFT JOIN taken ON taken.id = pair.voucher_id`;
  if (rows.length === 0) return null;
  const answers: Answer[] = [];
  for (const { pos, ...answer } of rows) answers[pos] = answer;
  return answers;
}

/** The link with its product. */
const theLink = (linkHash: Uint8Array) => Prisma.sql`
    link AS (
      SELECT l.id, l.product_id, l.phone_check, l.per_person_limit, l.opens_at, p.validity_kind, p.valid_until, p.valid_days,
        p.per_person_limit AS product_limit, l.status, LEAST(l.closes_at, CASE validity_kind WHEN 'FIXED' THEN valid_until END) AS ends_at
      FROM claim_link l JOIN product p ON p.id = l.product_id WHERE l.token_hash = ${linkHash}
    )`;

/**
 * The person who claims: on a link that checks phones the phone's, verified last on this browser; else the browser's own.
 * What the browser's other persons took there counts as his too.
 */
function whoAsks(wishes: readonly (Wish & { pos: number })[]) {
  const of = <T>(read: (wish: Wish & { pos: number }) => T) => wishes.map(read);
  return Prisma.sql`
    wish AS (
      SELECT pos, device_id, own_id, decode(token, 'hex') AS token_hash, slot, ip, locale, claim_id, now
      FROM unnest(${of((w) => w.pos)}::int[], ${of((w) => w.deviceId)}::uuid[], ${of((w) => w.ownPersonId)}::uuid[],
        ${of((w) => hex(w.tokenHash))}::text[], ${of((w) => w.slot)}::int[], ${of((w) => w.ip)}::text[],
        ${of((w) => w.locale)}::text[], ${of((w) => newId(w.now.getTime()))}::uuid[],
        ${of((w) => w.now.toISOString())}::text[]::timestamptz[]) AS w(pos, device_id, own_id, token, slot, ip, locale, claim_id, now)
    ), who AS (
      SELECT wish.*, CASE WHEN phone_check THEN phone.person_id ELSE own_id END AS claimant,
        CASE WHEN phone_check THEN '{}'::uuid[]
          ELSE ARRAY(SELECT person_id FROM device_person dp WHERE dp.device_id = wish.device_id) END AS known
      FROM link CROSS JOIN wish LEFT JOIN LATERAL (
        SELECT dp.person_id FROM device_person dp JOIN person ON person.id = dp.person_id
        WHERE link.phone_check AND dp.device_id = wish.device_id AND person.phone_index IS NOT NULL
        ORDER BY dp.created_at DESC LIMIT 1) phone ON true
    )`;
}

/** Each wish's own gate, in the order of domain/link/rules.ts, and the voucher that person already has in this slot. */
const mayThey = Prisma.sql`
    judged AS (
      SELECT who.*, product_slot, mine.id AS mine_id, mine.expires_at AS mine_expires_at, CASE
        WHEN status = 'REVOKED' THEN 'REVOKED'
        WHEN ends_at <= now THEN 'ENDED'
        WHEN status = 'PAUSED' THEN 'PAUSED'
        WHEN opens_at > now THEN 'NOT_OPEN_YET'
        WHEN claimant IS NULL THEN 'PHONE_REQUIRED'
        WHEN slot > per_person_limit OR product_slot IS NULL THEN 'LIMIT_REACHED'
        ELSE 'OPEN' END AS gate
      FROM who CROSS JOIN link CROSS JOIN LATERAL (
        SELECT min(n) AS product_slot FROM generate_series(1, product_limit) n WHERE n <> ALL (ARRAY(
          SELECT c.product_slot FROM claim c WHERE c.product_id = link.product_id AND c.person_id = ANY (known || claimant)))) place
      LEFT JOIN LATERAL (
        SELECT v.id, v.expires_at FROM (
          SELECT c.voucher_id FROM claim c
          WHERE c.link_id = link.id AND c.person_id = ANY (known || claimant) AND c.slot = who.slot LIMIT 1) c
        JOIN voucher v ON v.id = c.voucher_id) mine ON true
    ), wanting AS (
      SELECT *, row_number() OVER (ORDER BY device_id, pos) AS rank FROM judged WHERE gate = 'OPEN' AND mine_id IS NULL
    )`;

/** The link's oldest vouchers that nobody is holding, locked. By seq, never by id: the index then steps over what is gone. */
const pickVouchers = (now: Date) => Prisma.sql`
    picked AS (
      SELECT v.id, v.expires_at, row_number() OVER (ORDER BY v.seq) AS rank FROM link, LATERAL (
        SELECT id, seq, expires_at FROM voucher
        WHERE link_id = link.id AND status = 'ALLOTTED' AND (expires_at IS NULL OR expires_at > ${now})
        ORDER BY seq LIMIT (SELECT count(*) FROM wanting) FOR UPDATE SKIP LOCKED) v
    ), pair AS (
      SELECT wanting.*, picked.id AS voucher_id, LEAST(picked.expires_at, CASE validity_kind
        WHEN 'FIXED' THEN valid_until ELSE now + valid_days * interval '1 day' END) AS expires_at
      FROM wanting JOIN picked USING (rank) CROSS JOIN link
    )`;

/**
 * The claim decides: `slot` is unique per link and person, `product_slot` per product and person, the voucher at all. Whoever
 * loses one of these races inserts no claim, so no voucher moves, and his next try reads what the winner left.
 */
const writeDown = Prisma.sql`
    device AS (
      INSERT INTO device (id, token_hash, created_at, last_seen_at)
      SELECT device_id, token_hash, now, now FROM pair ORDER BY rank ON CONFLICT DO NOTHING
    ), own_person AS (
      INSERT INTO person (id, created_at)
      SELECT own_id, now FROM pair, link WHERE NOT phone_check ORDER BY rank ON CONFLICT DO NOTHING
    ), own_bond AS (
      INSERT INTO device_person (device_id, person_id, created_at)
      SELECT device_id, own_id, now FROM pair, link WHERE NOT phone_check ORDER BY rank ON CONFLICT DO NOTHING
    ), claimed AS (
      INSERT INTO claim (id, link_id, product_id, person_id, device_id, slot, product_slot, voucher_id, ip, created_at)
      SELECT claim_id, link.id, link.product_id, claimant, device_id, slot, product_slot, voucher_id, ip, now
      FROM pair, link ORDER BY rank ON CONFLICT DO NOTHING RETURNING voucher_id, device_id, person_id
    ), told AS (
      UPDATE person SET locale = (SELECT pair.locale FROM pair WHERE pair.claimant = person.id ORDER BY rank LIMIT 1)
      WHERE person.id = ANY (ARRAY(
        SELECT claimed.person_id FROM link, claimed JOIN pair USING (voucher_id) WHERE phone_check AND pair.locale IS NOT NULL))
    ), taken AS (
      UPDATE voucher v SET status = 'CLAIMED', claimed_at = pair.now, expires_at = pair.expires_at
      FROM pair JOIN claimed USING (voucher_id) WHERE v.id = pair.voucher_id
      RETURNING v.id, v.allotment_id, v.link_id, v.expires_at, v.claimed_at, pair.device_id
    ), noted AS (
      INSERT INTO voucher_event (voucher_id, at, kind, from_status, to_status, actor_kind, actor_id, allotment_id, link_id)
      SELECT id, claimed_at, 'CLAIMED', 'ALLOTTED', 'CLAIMED', 'device', device_id::text, allotment_id, link_id FROM taken
    )`;
