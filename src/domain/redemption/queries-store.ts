import { actorOf, authorize } from "#domain/access/rules.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { codeIndex } from "#domain/vault/open-vault.ts";
import { normaliseCode } from "#domain/vault/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { Secret } from "#lib/secret.ts";
import { dayStart, parseDay, plusDays } from "#lib/time.ts";
import { passHash } from "./make-pass.ts";
import { type Held, passDigits, reversibleUntil } from "./rules.ts";

export type StoreVoucher = Held & {
  id: string;
  productName: string;
  imageId: string | null;
  faceValueMinor: bigint;
  usageRules: string;
  claimedAt: Date | null;
  redeemedAt: Date | null;
  redeemedWhere: string | null;
  redeemedByUs: boolean;
  redemptionId: string | null;
};

/**
 * The voucher behind what was typed or scanned: a live pass first, then the code as it is, then in capital letters.
 * For commands of this noun: it tells more than a merchant may see.
 */
export async function findForStore(ctx: Pick<Ctx, "db" | "now">, merchantId: string, code: string): Promise<StoreVoucher | null> {
  const digits = passDigits(code);
  const pass = digits ? passHash(digits) : null;
  const indexes = [...new Set([code, code.toUpperCase()].map(normaliseCode))].map((text) => codeIndex(new Secret(text)));
  const rows = await ctx.db.$queryRaw<StoreVoucher[]>`
    WITH found AS (
      SELECT voucher_id AS id, 1 AS place FROM redeem_pass WHERE code_hash = ${pass}::bytea AND expires_at > ${ctx.now}
      UNION ALL SELECT id, CASE WHEN code_index = ${indexes[0]}::bytea THEN 2 ELSE 3 END FROM voucher WHERE code_index = ANY (${indexes}::bytea[])
      ORDER BY place LIMIT 1
    )
    SELECT v.id, v.status::text AS status, v.expires_at AS "expiresAt", v.claimed_at AS "claimedAt", v.redeemed_at AS "redeemedAt",
      p.name AS "productName", p.image_id AS "imageId", p.face_value_minor AS "faceValueMinor", p.usage_rules AS "usageRules",
      mp.merchant_id IS NOT NULL AND p.fulfilment = 'STORE' AS mine,
      m.name AS "redeemedWhere", r.merchant_id IS NOT DISTINCT FROM ${merchantId}::uuid AS "redeemedByUs", r.id AS "redemptionId"
    FROM found JOIN voucher v USING (id) JOIN product p ON p.id = v.product_id
    LEFT JOIN merchant_product mp ON mp.product_id = v.product_id AND mp.merchant_id = ${merchantId}::uuid
    LEFT JOIN redemption r ON r.voucher_id = v.id AND r.reversed_at IS NULL
    LEFT JOIN merchant m ON m.id = r.merchant_id`;
  return rows[0] ?? null;
}

export type StoreDay = Awaited<ReturnType<typeof storeDay>>;

/** A merchant's redemptions of one Shanghai day, newest first, with the day's totals. */
export async function storeDay(ctx: Ctx, input: { day?: string; limit?: number } = {}) {
  authorize(ctx, "redemption:own");
  const { merchantId } = actorOf(ctx, "merchant");
  const from = (input.day && parseDay(input.day)) || dayStart(ctx.now);
  const where = { merchantId, createdAt: { gte: from, lt: plusDays(from, 1) } };
  const { reversalMinutes } = await getSettings(ctx);
  const take = Math.min(input.limit ?? 500, 500);
  const [rows, byProduct, reversed] = await Promise.all([
    ctx.db.redemption.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take,
      include: {
        voucher: { select: { product: { select: { name: true, faceValueMinor: true } } } },
        commissions: { select: { status: true } },
      },
    }),
    ctx.db.$queryRaw<{ productId: string; name: string; count: number; faceMinor: bigint }[]>`
      SELECT p.id AS "productId", p.name, count(*)::int AS count, (count(*) * p.face_value_minor)::bigint AS "faceMinor"
      FROM redemption r JOIN product p ON p.id = r.product_id
      WHERE r.merchant_id = ${merchantId}::uuid AND r.created_at >= ${from} AND r.created_at < ${plusDays(from, 1)} AND r.reversed_at IS NULL
      GROUP BY p.id ORDER BY count DESC, p.name LIMIT 50`,
    ctx.db.redemption.count({ where: { ...where, reversedAt: { not: null } } }),
  ]);
  const items = rows.map(({ voucher, commissions, ...row }) => {
    const until = reversibleUntil(row.createdAt, reversalMinutes);
    const frozen = commissions.every((commission) => commission.status === "FROZEN");
    return {
      id: row.id,
      at: row.createdAt,
      method: row.method,
      productName: voucher.product.name,
      faceValueMinor: voucher.product.faceValueMinor,
      reversedAt: row.reversedAt,
      reversalReason: row.reversalReason,
      reversibleUntil: !row.reversedAt && frozen && until > ctx.now ? until : null,
    };
  });
  const count = byProduct.reduce((sum, row) => sum + row.count, 0);
  const faceMinor = byProduct.reduce((sum, row) => sum + row.faceMinor, 0n);
  return { from, items, more: count + reversed > items.length, count, faceMinor, reversed, byProduct, reversalMinutes };
}

/** What this counter may redeem. */
export async function storeProducts(ctx: Ctx) {
  authorize(ctx, "redemption:own");
  const { merchantId } = actorOf(ctx, "merchant");
  return ctx.db.product.findMany({
    where: { merchants: { some: { merchantId } }, fulfilment: "STORE" },
    orderBy: { name: "asc" },
    take: 200,
    select: { id: true, name: true, imageId: true, faceValueMinor: true },
  });
}
