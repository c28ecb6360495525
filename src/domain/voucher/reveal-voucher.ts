import type { z } from "zod";
import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { openVault } from "#domain/vault/open-vault.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { consume } from "#lib/rate-limit.ts";
import type { Secret } from "#lib/secret.ts";
import { limits, revealInput } from "./schema.ts";

/**
 * Shows one code to one member of staff, who says why. The trace is committed before anything is decrypted, so that no reveal
 * goes unseen, not even one that fails or is cut off; and nobody reads out the stock one by one.
 */
export async function revealVoucher(
  ctx: Ctx,
  raw: z.input<typeof revealInput>,
): Promise<{ code: Secret; serial: Secret | null }> {
  authorize(ctx, "voucher:reveal");
  const staff = actorOf(ctx, "staff");
  const { id, reason } = revealInput.parse(raw);
  if (!("$connect" in ctx.db)) throw new Error("a reveal commits its own trace: not inside another transaction");
  const voucher = await ctx.db.voucher.findUnique({
    where: { id },
    select: {
      id: true,
      status: true,
      codeSealed: true,
      serialSealed: true,
      batch: { select: { id: true, wrappedKey: true, masterKeyId: true } },
    },
  });
  if (!voucher) throw new DomainError("NOT_FOUND");
  await consume("voucher-reveal", staff.id, { points: limits.revealsPerHour, seconds: 3600 });
  await inTransaction(ctx, async (tx) => {
    await recordAudit(tx, { action: "voucher.reveal", subject: { type: "voucher", id }, reason });
    await tx.db.voucherEvent.create({
      data: { voucherId: id, at: tx.now, kind: "REVEALED", actorKind: "staff", actorId: staff.id, reason },
    });
  });
  const vault = openVault(voucher.batch.id, voucher.batch);
  return {
    code: vault.open(id, voucher.codeSealed),
    serial: voucher.serialSealed ? vault.openSerial(id, voucher.serialSealed) : null,
  };
}
