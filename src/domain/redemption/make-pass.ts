import { randomInt } from "node:crypto";
import { actorOf, authorize } from "#domain/access/rules.ts";
import { type Ctx, type DeviceActor, inTransaction, type TxCtx } from "#lib/context.ts";
import { keyedHash } from "#lib/crypto.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { consume } from "#lib/rate-limit.ts";
import { Secret } from "#lib/secret.ts";
import { minute } from "#lib/time.ts";
import { isPast } from "./rules.ts";
import { passMinutes } from "./schema.ts";

export type Pass = { digits: Secret; expiresAt: Date };

const limit = { points: 60, seconds: 600 };

/** The number a consumer shows at the counter for a STORE voucher of his. A new one replaces the old at once. */
export async function makePass(ctx: Ctx, input: { voucherId: string }): Promise<Pass> {
  authorize(ctx, "voucher:redeem");
  const device = actorOf(ctx, "device");
  await consume("make-pass", device.deviceId ?? device.ip ?? null, limit);
  return inTransaction(ctx, async (tx) => {
    await checkVoucher(tx, device, input.voucherId);
    await sweep(tx, input.voucherId);
    const expiresAt = new Date(tx.now.getTime() + passMinutes * minute);
    for (let attempt = 0; attempt < 5; attempt++) {
      const digits = new Secret(String(randomInt(100_000_000)).padStart(8, "0"));
      if (!(await takeNumber(tx, input.voucherId, digits, expiresAt))) continue;
      await tx.db.voucherEvent.create({
        data: { voucherId: input.voucherId, at: tx.now, kind: "PASS_SHOWN", actorKind: device.kind, actorId: device.deviceId },
      });
      return { digits, expiresAt };
    }
    throw new DomainError("BUSY");
  });
}

export const passHash = (digits: string): Uint8Array<ArrayBuffer> => new Uint8Array(keyedHash("redeem-pass", digits));

/** Locks the voucher, so that of two renewals at once only the later number stays. */
async function checkVoucher(tx: TxCtx, device: DeviceActor, voucherId: string): Promise<void> {
  await tx.db.$executeRaw`SELECT 1 FROM voucher WHERE id = ${voucherId}::uuid FOR NO KEY UPDATE`;
  const voucher = await tx.db.voucher.findFirst({
    where: { id: voucherId, claim: { personId: { in: device.personIds } } },
    select: { status: true, expiresAt: true, redeemedAt: true, product: { select: { fulfilment: true } } },
  });
  if (!voucher) throw new DomainError("NOT_FOUND");
  if (voucher.product.fulfilment !== "STORE") throw new DomainError("FORBIDDEN");
  if (voucher.status === "REDEEMED") throw new DomainError("ALREADY_REDEEMED", { redeemedAt: voucher.redeemedAt?.toISOString() });
  if (voucher.status === "VOIDED") throw new DomainError("VOIDED");
  if (voucher.status === "EXPIRED" || isPast(voucher.expiresAt, tx.now)) throw new DomainError("EXPIRED");
}

/** This voucher's old number goes, and a few long dead ones with it. */
async function sweep(tx: TxCtx, voucherId: string): Promise<void> {
  await tx.db.redeemPass.deleteMany({ where: { voucherId } });
  await tx.db.$executeRaw`
    DELETE FROM redeem_pass WHERE id IN (
      SELECT id FROM redeem_pass WHERE expires_at <= ${tx.now} ORDER BY expires_at LIMIT 20 FOR UPDATE SKIP LOCKED)`;
}

/** False when a live pass has the number already; a dead one gives it up. */
async function takeNumber(tx: TxCtx, voucherId: string, digits: Secret, expiresAt: Date): Promise<boolean> {
  const id = newId(tx.now.getTime());
  const count = await tx.db.$executeRaw`
    INSERT INTO redeem_pass (id, voucher_id, code_hash, expires_at)
    VALUES (${id}::uuid, ${voucherId}::uuid, ${passHash(digits.expose())}, ${expiresAt})
    ON CONFLICT (code_hash) DO UPDATE SET id = excluded.id, voucher_id = excluded.voucher_id, expires_at = excluded.expires_at
    WHERE redeem_pass.expires_at <= ${tx.now}`;
  return count === 1;
}
