import { actorOf, authorize } from "#domain/access/rules.ts";
import { openVault } from "#domain/vault/open-vault.ts";
import { type Ctx, type DeviceActor, inTransaction, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { consume } from "#lib/rate-limit.ts";
import type { Secret } from "#lib/secret.ts";
import { recordRedemption, type TakenVoucher } from "./record-redemption.ts";
import { isPast } from "./rules.ts";

export type Revealed = { code: Secret; serial: Secret | null; redeemedAt: Date; first: boolean };

const limit = { points: 120, seconds: 600 };

/**
 * Shows a CODE voucher's code to the person who claimed it; the first time is its redemption. The guarded update decides the race,
 * and asking again shows the same code again. The event row is written before the vault opens.
 */
export async function redeemByConsumer(ctx: Ctx, input: { voucherId: string }): Promise<Revealed> {
  authorize(ctx, "voucher:redeem");
  const device = actorOf(ctx, "device");
  await consume("redeem-by-consumer", device.deviceId ?? device.ip ?? null, limit);
  return inTransaction(ctx, async (tx) => {
    const taken = await takeVoucher(tx, device, input.voucherId);
    if (taken) await recordRedemption(tx, taken, { method: "CODE_REVEALED" });
    const redeemedAt = taken ? tx.now : await redeemedBefore(tx, device, input.voucherId);
    return { ...(await reveal(tx, input.voucherId)), redeemedAt, first: taken !== null };
  });
}

async function takeVoucher(tx: TxCtx, device: DeviceActor, voucherId: string): Promise<TakenVoucher | null> {
  const rows = await tx.db.$queryRaw<TakenVoucher[]>`
    WITH taken AS (
      UPDATE voucher v SET status = 'REDEEMED', redeemed_at = ${tx.now}
      FROM claim c, product p, allotment a
      WHERE v.id = ${voucherId}::uuid AND v.status = 'CLAIMED' AND (v.expires_at IS NULL OR v.expires_at > ${tx.now})
        AND c.voucher_id = v.id AND c.person_id = ANY (${device.personIds}::uuid[])
        AND p.id = v.product_id AND p.fulfilment = 'CODE' AND a.id = v.allotment_id
      RETURNING v.id, v.product_id, v.allotment_id, v.link_id, a.distributor_id, c.person_id,
        p.retail_price_minor, a.unit_price_minor, a.currency
    ), event AS (
      INSERT INTO voucher_event (voucher_id, at, kind, from_status, to_status, actor_kind, actor_id, allotment_id, link_id)
      SELECT id, ${tx.now}, 'REDEEMED', 'CLAIMED', 'REDEEMED', ${device.kind}, ${device.deviceId}, allotment_id, link_id FROM taken
    )
    SELECT id AS "voucherId", product_id AS "productId", allotment_id AS "allotmentId", distributor_id AS "distributorId",
      person_id AS "personId", retail_price_minor AS "retailPriceMinor", unit_price_minor AS "purchasePriceMinor", currency
    FROM taken`;
  return rows[0] ?? null;
}

/** When this device's voucher was redeemed, or the reason why it cannot be. */
async function redeemedBefore(tx: TxCtx, device: DeviceActor, voucherId: string): Promise<Date> {
  const voucher = await tx.db.voucher.findFirst({
    where: { id: voucherId, claim: { personId: { in: device.personIds } } },
    select: { status: true, expiresAt: true, redeemedAt: true, product: { select: { fulfilment: true } } },
  });
  if (!voucher) throw new DomainError("NOT_FOUND");
  if (voucher.product.fulfilment !== "CODE") throw new DomainError("FORBIDDEN");
  if (voucher.status === "REDEEMED" && voucher.redeemedAt) return voucher.redeemedAt;
  if (voucher.status === "VOIDED") throw new DomainError("VOIDED");
  if (voucher.status === "EXPIRED" || isPast(voucher.expiresAt, tx.now)) throw new DomainError("EXPIRED");
  throw new DomainError("CONFLICT");
}

async function reveal(tx: TxCtx, voucherId: string): Promise<Pick<Revealed, "code" | "serial">> {
  const device = actorOf(tx, "device");
  await tx.db.voucherEvent.create({
    data: { voucherId, at: tx.now, kind: "REVEALED", actorKind: device.kind, actorId: device.deviceId },
  });
  const voucher = await tx.db.voucher.findUniqueOrThrow({
    where: { id: voucherId },
    select: { codeSealed: true, serialSealed: true, batch: { select: { id: true, wrappedKey: true, masterKeyId: true } } },
  });
  // Opened before the commit: if the key is missing, nothing is redeemed and nobody earns.
  const vault = openVault(voucher.batch.id, voucher.batch);
  const serial = voucher.serialSealed && vault.openSerial(voucherId, voucher.serialSealed);
  return { code: vault.open(voucherId, voucher.codeSealed), serial };
}
