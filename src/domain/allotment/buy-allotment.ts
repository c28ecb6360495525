import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { postTransaction } from "#domain/ledger/post-transaction.ts";
import { type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { sellableUntil, tryOften } from "./rules.ts";
import { type BuyInput, buyInput } from "./schema.ts";

export type Bought = { id: string; no: number; quantity: number; unitPriceMinor: bigint; totalMinor: bigint };

/** Thrown to roll back: others hold vouchers that may yet come free. */
class StockIsHeld extends Error {}

/**
 * A distributor buys at his level's price: money, vouchers and allotment move together or not at all.
 * First the balance (its row orders one buyer's purchases), then the vouchers, which never wait for anybody.
 */
export async function buyAllotment(ctx: Ctx, raw: BuyInput): Promise<Bought> {
  authorize(ctx, "allotment:buy");
  const { distributorId } = actorOf(ctx, "distributor");
  const input = { ...buyInput.parse(raw), distributorId };
  const bought = await tryOften(() =>
    inTransaction(ctx, (tx) => buyOnce(tx, input)).catch((error) => {
      if (error instanceof StockIsHeld) return null;
      throw error;
    }),
  );
  if (!bought) throw new DomainError("BUSY");
  return bought;
}

type Purchase = BuyInput & { distributorId: string };

async function buyOnce(tx: TxCtx, input: Purchase): Promise<Bought> {
  const earlier = await findEarlier(tx, input);
  if (earlier) return earlier;
  const unitPriceMinor = await priceFor(tx, input);
  const totalMinor = unitPriceMinor * BigInt(input.quantity);
  const allotment = { id: newId(tx.now.getTime()), ...input, unitPriceMinor, totalMinor, createdAt: tx.now };
  const made = await tx.db.allotment.createManyAndReturn({ data: [allotment], skipDuplicates: true, select: { no: true } });
  if (!made[0]) {
    // The same request came twice at once; the other one has just committed.
    const twin = await findEarlier(tx, input);
    if (twin) return twin;
    throw new DomainError("CONFLICT");
  }
  await postTransaction(tx, {
    kind: "purchase",
    reference: allotment.id,
    lines: [
      { account: { kind: "PREPAID", ownerId: input.distributorId }, debitMinor: totalMinor },
      { account: { kind: "SALES" }, creditMinor: totalMinor },
    ],
  });
  await takeStock(tx, allotment);
  const { productId, quantity } = input;
  await recordAudit(tx, {
    action: "allotment.buy",
    subject: { type: "allotment", id: allotment.id },
    after: { productId, quantity, unitPriceMinor, totalMinor },
  });
  return { id: allotment.id, no: made[0].no, quantity, unitPriceMinor, totalMinor };
}

/** Same key and same body: the same answer. Another body under a used key is a mistake of the caller. */
async function findEarlier(tx: TxCtx, input: Purchase): Promise<Bought | null> {
  const { distributorId, requestKey } = input;
  const found = await tx.db.allotment.findUnique({ where: { distributorId_requestKey: { distributorId, requestKey } } });
  if (!found) return null;
  if (found.productId !== input.productId || found.quantity !== input.quantity) throw new DomainError("KEY_REUSED");
  const { id, no, quantity, unitPriceMinor, totalMinor } = found;
  return { id, no, quantity, unitPriceMinor, totalMinor };
}

/** Holds the distributor's row, so that freezing him or changing his level waits for this purchase, or this purchase for it. */
async function priceFor(tx: TxCtx, input: Purchase): Promise<bigint> {
  const [row] = await tx.db.$queryRaw<{ status: string; onSale: boolean; endsAt: Date | null; priceMinor: bigint | null }[]>`
    SELECT d.status::text, p.on_sale AS "onSale", CASE p.validity_kind WHEN 'FIXED' THEN p.valid_until END AS "endsAt", pp.price_minor AS "priceMinor"
    FROM distributor d JOIN product p ON p.id = ${input.productId}::uuid
    LEFT JOIN product_price pp ON pp.product_id = p.id AND pp.level_id = d.level_id
    WHERE d.id = ${input.distributorId}::uuid FOR SHARE OF d`;
  if (!row) throw new DomainError("NOT_FOUND");
  if (row.status !== "ACTIVE") throw new DomainError("FROZEN");
  const ending = row.endsAt !== null && row.endsAt <= sellableUntil(tx.now);
  if (!row.onSale || row.priceMinor === null || ending) throw new DomainError("NOT_ON_SALE");
  return row.priceMinor;
}

/** Takes exactly `quantity` vouchers in the order they came in, with one event each, or throws. */
async function takeStock(tx: TxCtx, allotment: { id: string; productId: string; quantity: number }): Promise<void> {
  const { id, productId, quantity } = allotment;
  const until = sellableUntil(tx.now);
  const actorId = actorOf(tx, "distributor").id;
  const [row] = await tx.db.$queryRaw<{ taken: number }[]>`
    WITH picked AS (
      SELECT id FROM voucher WHERE product_id = ${productId}::uuid AND status = 'IN_STOCK' AND (expires_at IS NULL OR expires_at > ${until})
      ORDER BY seq LIMIT ${quantity} FOR UPDATE SKIP LOCKED
    ), moved AS (
      UPDATE voucher SET status = 'ALLOTTED', allotment_id = ${id}::uuid FROM picked WHERE voucher.id = picked.id RETURNING voucher.id
    ), event AS (
      INSERT INTO voucher_event (voucher_id, at, kind, from_status, to_status, actor_kind, actor_id, allotment_id)
      SELECT id, ${tx.now}, 'ALLOTTED', 'IN_STOCK', 'ALLOTTED', 'distributor', ${actorId}, ${id}::uuid FROM moved
    ) SELECT count(*)::int AS taken FROM moved`;
  const taken = row?.taken ?? 0;
  if (taken === quantity) return;
  const left = taken + (await countSellable(tx, productId, until));
  if (left >= quantity) throw new StockIsHeld();
  throw new DomainError("INSUFFICIENT_STOCK", { left });
}

/** A plain count also sees what other purchases hold but have not bought yet. */
async function countSellable(tx: TxCtx, productId: string, until: Date): Promise<number> {
  const [row] = await tx.db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM voucher
    WHERE product_id = ${productId}::uuid AND status = 'IN_STOCK' AND (expires_at IS NULL OR expires_at > ${until})`;
  return row?.n ?? 0;
}
