import { actorOf, authorize } from "#domain/access/rules.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { type Ctx, inTransaction, type MerchantActor, type TxCtx } from "#lib/context.ts";
import { DomainError, type ErrorCode } from "#lib/errors.ts";
import { consume, giveBack } from "#lib/rate-limit.ts";
import { findForStore, type StoreVoucher } from "./queries-store.ts";
import { recordRedemption, type TakenVoucher } from "./record-redemption.ts";
import { reversibleUntil, storeState } from "./rules.ts";
import type { StoreInput, StoreState } from "./schema.ts";

/** Wrong guesses one merchant user has in ten minutes. Spent before the look, given back when it was no guess. */
const guesses = { points: 30, seconds: 600 };

type Shown = Omit<StoreVoucher, "status" | "mine" | "id" | "redemptionId">;
export type StoreAnswer = { state: StoreState; voucher: Shown | null };
export type StoreRedemption = {
  id: string;
  productName: string;
  faceValueMinor: bigint;
  redeemedAt: Date;
  reversibleUntil: Date;
};

/** Looks without redeeming. Nothing is told of vouchers that are not this merchant's. */
export async function checkAtStore(ctx: Ctx, input: StoreInput): Promise<StoreAnswer> {
  authorize(ctx, "redemption:store");
  const merchant = actorOf(ctx, "merchant");
  await consume("redeem-at-store", merchant.id, guesses);
  const answer = storeAnswer(await findForStore(ctx, merchant.merchantId, input.code), ctx.now);
  if (answer.voucher) await giveBack("redeem-at-store", merchant.id, guesses);
  return answer;
}

function storeAnswer(found: StoreVoucher | null, now: Date): StoreAnswer {
  const state = storeState(found, now);
  if (!found?.mine) return { state, voucher: null };
  const { status: _, mine: __, id: ___, redemptionId: ____, ...voucher } = found;
  return { state, voucher };
}

const refusals: Record<Exclude<StoreState, "VALID">, ErrorCode> = {
  USED: "ALREADY_REDEEMED",
  EXPIRED: "EXPIRED",
  VOIDED: "VOIDED",
  NOT_CLAIMED: "NOT_CLAIMED",
  WRONG_STORE: "WRONG_STORE",
  UNKNOWN: "NOT_FOUND",
};

/** Redeems at the counter. Of any number of tries at once exactly one succeeds: the guarded update decides. */
export async function redeemAtStore(ctx: Ctx, input: StoreInput): Promise<StoreRedemption> {
  authorize(ctx, "redemption:store");
  const merchant = actorOf(ctx, "merchant");
  await consume("redeem-at-store", merchant.id, guesses);
  try {
    const redeemed = await inTransaction(ctx, (tx) => redeem(tx, merchant, input));
    await giveBack("redeem-at-store", merchant.id, guesses);
    return redeemed;
  } catch (error) {
    const guess = error instanceof DomainError && (error.code === "NOT_FOUND" || error.code === "WRONG_STORE");
    if (!guess) await giveBack("redeem-at-store", merchant.id, guesses);
    throw error;
  }
}

async function redeem(tx: TxCtx, merchant: MerchantActor, input: StoreInput): Promise<StoreRedemption> {
  const found = await findForStore(tx, merchant.merchantId, input.code);
  const taken = found && (await takeVoucher(tx, merchant, found.id));
  if (!found || !taken) throw await refusal(tx, merchant, input.code);
  const method = input.scanned ? ("SCANNED_AT_STORE" as const) : ("TYPED_AT_STORE" as const);
  const id = await recordRedemption(tx, taken, { method, merchantId: merchant.merchantId });
  const { reversalMinutes } = await getSettings(tx);
  const { productName, faceValueMinor } = found;
  return { id, productName, faceValueMinor, redeemedAt: tx.now, reversibleUntil: reversibleUntil(tx.now, reversalMinutes) };
}

async function takeVoucher(tx: TxCtx, merchant: MerchantActor, voucherId: string): Promise<TakenVoucher | null> {
  const rows = await tx.db.$queryRaw<TakenVoucher[]>`
    WITH taken AS (
      UPDATE voucher v SET status = 'REDEEMED', redeemed_at = ${tx.now}
      FROM claim c, product p, allotment a, merchant_product mp, merchant m
      WHERE v.id = ${voucherId}::uuid AND v.status = 'CLAIMED' AND (v.expires_at IS NULL OR v.expires_at > ${tx.now})
        AND c.voucher_id = v.id AND p.id = v.product_id AND p.fulfilment = 'STORE' AND a.id = v.allotment_id
        AND mp.product_id = v.product_id AND mp.merchant_id = ${merchant.merchantId}::uuid
        AND m.id = mp.merchant_id AND m.disabled_at IS NULL
      RETURNING v.id, v.product_id, v.allotment_id, v.link_id, a.distributor_id, c.person_id,
        p.retail_price_minor, a.unit_price_minor, a.currency
    ), event AS (
      INSERT INTO voucher_event (voucher_id, at, kind, from_status, to_status, actor_kind, actor_id, allotment_id, link_id)
      SELECT id, ${tx.now}, 'REDEEMED', 'CLAIMED', 'REDEEMED', ${merchant.kind}, ${merchant.id}, allotment_id, link_id FROM taken
    )
    SELECT id AS "voucherId", product_id AS "productId", allotment_id AS "allotmentId", distributor_id AS "distributorId",
      person_id AS "personId", retail_price_minor AS "retailPriceMinor", unit_price_minor AS "purchasePriceMinor", currency
    FROM taken`;
  return rows[0] ?? null;
}

/** Why not, as things stand now: the voucher may have been used between the look and the update. */
async function refusal(tx: TxCtx, merchant: MerchantActor, code: string): Promise<DomainError> {
  const { disabledAt } = await tx.db.merchant.findUniqueOrThrow({
    where: { id: merchant.merchantId },
    select: { disabledAt: true },
  });
  if (disabledAt) return new DomainError("FROZEN");
  const { state, voucher } = storeAnswer(await findForStore(tx, merchant.merchantId, code), tx.now);
  if (state === "VALID") return new DomainError("BUSY");
  if (state !== "USED") return new DomainError(refusals[state]);
  return new DomainError("ALREADY_REDEEMED", { redeemedAt: voucher?.redeemedAt?.toISOString(), where: voucher?.redeemedWhere });
}
