import { actorOf, authorize } from "#domain/access/rules.ts";
import { getBalances } from "#domain/ledger/queries.ts";
import type { Ctx } from "#lib/context.ts";
import { sellableUntil } from "./rules.ts";

/** Counting stops here: the screen says "10,000+". */
export const stockShown = 10_000;

export type Offer = {
  id: string;
  name: string;
  category: string;
  description: string;
  imageId: string | null;
  fulfilment: "CODE" | "STORE";
  priceMinor: bigint;
  retailPriceMinor: bigint;
  marginMinor: bigint;
  stock: number;
  /** Bought before: the ones he knows come first. */
  boughtBefore: boolean;
};

/** What the acting distributor may buy now: on sale, with a price for his level. At most two hundred products. */
export async function listOffers(ctx: Ctx) {
  authorize(ctx, "allotment:buy");
  const { distributorId } = actorOf(ctx, "distributor");
  const until = sellableUntil(ctx.now);
  const [distributor, balances, offers] = await Promise.all([
    ctx.db.distributor.findUniqueOrThrow({ where: { id: distributorId }, include: { level: true } }),
    getBalances(ctx, distributorId),
    ctx.db.$queryRaw<Offer[]>`
      SELECT p.id::text, p.name, c.name AS category, p.description, p.image_id::text AS "imageId", p.fulfilment::text, pp.price_minor AS "priceMinor",
        p.retail_price_minor AS "retailPriceMinor", p.retail_price_minor - pp.price_minor AS "marginMinor", s.n AS stock,
        EXISTS (SELECT 1 FROM allotment a WHERE a.product_id = p.id AND a.distributor_id = d.id) AS "boughtBefore"
      FROM distributor d JOIN product_price pp ON pp.level_id = d.level_id JOIN product p ON p.id = pp.product_id AND p.on_sale
        AND (p.validity_kind <> 'FIXED' OR p.valid_until > ${until})
      JOIN category c ON c.id = p.category_id
      CROSS JOIN LATERAL (SELECT count(*)::int AS n FROM (
        SELECT 1 FROM voucher v WHERE v.product_id = p.id AND v.status = 'IN_STOCK' AND (v.expires_at IS NULL OR v.expires_at > ${until})
        LIMIT ${stockShown + 1}) x) s
      WHERE d.id = ${distributorId}::uuid
      ORDER BY s.n = 0, c.position, p.name LIMIT 200`,
  ]);
  return {
    offers,
    balanceMinor: balances.prepaidMinor,
    levelName: distributor.level.name,
    frozen: distributor.status === "FROZEN",
  };
}
