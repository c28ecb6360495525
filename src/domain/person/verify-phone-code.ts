import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { consume } from "#lib/rate-limit.ts";
import { type Phone, readPersonPhone, sealPhone } from "./read-person-phone.ts";
import { deviceIds } from "./rules.ts";
import { type VerifyPhoneCodeInput, verifyPhoneCodeInput } from "./schema.ts";
import { codeHash } from "./send-phone-code.ts";

const maxAttempts = 5;

/** The right code, once, makes this browser speak for the phone's person. A wrong one costs one of its five tries. */
export async function verifyPhoneCode(ctx: Ctx, raw: VerifyPhoneCodeInput): Promise<{ phoneMasked: string }> {
  authorize(ctx, "phone:verify");
  const { tokenHash, ip = null } = actorOf(ctx, "device");
  if (!tokenHash) throw new DomainError("UNAUTHENTICATED");
  const { code, keepVouchers, locale, ...input } = verifyPhoneCodeInput.parse(raw);
  const phone = readPersonPhone(input.phone);
  await consume("phone-verify-ip", ip, { points: 200, seconds: 3600 });
  const right = await inTransaction(ctx, async (tx) => {
    if (!(await spendCode(tx, phone, code))) return false; // the try counts: its transaction commits
    const personId = await ensurePerson(tx, phone);
    const { deviceId, ownPersonId } = await bindDevice(tx, tokenHash, personId);
    const kept = keepVouchers ? await keepClaims(tx, ownPersonId, personId) : 0;
    // Last, as in claim-voucher.ts: a claim and a phone check of one person then never wait for each other.
    if (locale) await tx.db.person.updateMany({ where: { id: personId, NOT: { locale } }, data: { locale } });
    await recordAudit(tx, { action: "phone.verify", subject: { type: "person", id: personId }, after: { deviceId, kept } });
    return true;
  });
  if (!right) throw new DomainError("CODE_WRONG");
  return { phoneMasked: phone.masked };
}

/** Counts the try and spends the code in one guarded update: of many who try at once, one is let in. Only the newest code counts. */
async function spendCode(tx: TxCtx, phone: Phone, code: string): Promise<boolean> {
  const rows = await tx.db.$queryRaw<{ right: boolean }[]>`
    UPDATE phone_code SET attempts = attempts + 1,
      used_at = CASE WHEN code_hash = ${codeHash(phone, code)} THEN ${tx.now}::timestamptz END
    WHERE id = (SELECT id FROM phone_code WHERE phone_index = ${phone.index} ORDER BY created_at DESC, id DESC LIMIT 1)
      AND used_at IS NULL AND attempts < ${maxAttempts} AND expires_at > ${tx.now}
    RETURNING used_at IS NOT NULL AS right`;
  return rows[0]?.right ?? false;
}

async function ensurePerson(tx: TxCtx, phone: Phone): Promise<string> {
  const id = newId(tx.now.getTime());
  await tx.db.person.createMany({
    data: { id, phoneIndex: phone.index, phoneSealed: sealPhone(id, phone.e164), phoneMasked: phone.masked, createdAt: tx.now },
    skipDuplicates: true,
  });
  return (await tx.db.person.findUniqueOrThrow({ where: { phoneIndex: phone.index }, select: { id: true } })).id;
}

/** The phone verified last is the one this browser claims with. */
async function bindDevice(tx: TxCtx, tokenHash: Uint8Array<ArrayBuffer>, personId: string) {
  const { deviceId, ownPersonId } = deviceIds(tokenHash);
  const device = { id: deviceId, tokenHash, createdAt: tx.now, lastSeenAt: tx.now };
  await tx.db.device.createMany({ data: device, skipDuplicates: true });
  await tx.db.devicePerson.upsert({
    where: { deviceId_personId: { deviceId, personId } },
    create: { deviceId, personId, createdAt: tx.now },
    update: { createdAt: tx.now },
  });
  return { deviceId, ownPersonId };
}

/** What the phone's person already has of a link or product stays where it is: nobody gets a second place by moving. */
async function keepClaims(tx: TxCtx, from: string, to: string): Promise<number> {
  return tx.db.$executeRaw`
    UPDATE claim c SET person_id = ${to}::uuid WHERE c.person_id = ${from}::uuid AND NOT EXISTS (
      SELECT 1 FROM claim theirs WHERE theirs.person_id = ${to}::uuid
        AND ((theirs.link_id = c.link_id AND theirs.slot = c.slot)
          OR (theirs.product_id = c.product_id AND theirs.product_slot = c.product_slot)))`;
}
