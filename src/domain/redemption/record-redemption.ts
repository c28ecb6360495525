import { accrueCommissions } from "#domain/commission/accrue-commissions.ts";
import { actorId, type TxCtx } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";

/** What the guarded update that took the voucher returned. */
export type TakenVoucher = {
  voucherId: string;
  productId: string;
  allotmentId: string;
  distributorId: string;
  personId: string;
  retailPriceMinor: bigint;
  purchasePriceMinor: bigint;
  currency: string;
};
type How = { method: "CODE_REVEALED" | "TYPED_AT_STORE" | "SCANNED_AT_STORE"; merchantId?: string };

/** The redemption and what it earns the network, in the transaction that took the voucher. */
export async function recordRedemption(tx: TxCtx, { currency, ...taken }: TakenVoucher, how: How): Promise<string> {
  const id = newId(tx.now.getTime());
  await tx.db.redemption.create({
    data: {
      id,
      ...taken,
      method: how.method,
      merchantId: how.merchantId ?? null,
      ip: tx.actor.ip ?? null,
      actorKind: tx.actor.kind,
      actorId: actorId(tx.actor),
      createdAt: tx.now,
    },
  });
  const { distributorId, productId, retailPriceMinor, purchasePriceMinor } = taken;
  const sale = { distributorId, productId, retailPriceMinor, purchasePriceMinor, currency };
  await accrueCommissions(tx, { ...sale, redemptionId: id, at: tx.now });
  return id;
}
