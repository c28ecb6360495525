import { randomInt } from "node:crypto";
import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { enqueueMessage } from "#domain/message/enqueue-message.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { keyedHash } from "#lib/crypto.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { consume } from "#lib/rate-limit.ts";
import { minute } from "#lib/time.ts";
import { type Phone, readPersonPhone } from "./read-person-phone.ts";
import { type SendPhoneCodeInput, sendPhoneCodeInput } from "./schema.ts";

const codeMinutes = 5;
const resendAfterSeconds = 60;

/** Only a keyed hash is kept, bound to the phone: the table alone tells neither the number nor the code. */
export const codeHash = (phone: Phone, code: string) => new Uint8Array(keyedHash("phone-code", `${phone.e164}:${code}`));

/** Writes a one-time code to the outbox and answers at once, the same whether the phone is known to us or not. */
export async function sendPhoneCode(ctx: Ctx, raw: SendPhoneCodeInput) {
  authorize(ctx, "phone:verify");
  const { tokenHash, ip = null } = actorOf(ctx, "device");
  if (!tokenHash) throw new DomainError("UNAUTHENTICATED");
  const input = sendPhoneCodeInput.parse(raw);
  const phone = readPersonPhone(input.phone);
  const device = Buffer.from(tokenHash).toString("base64url");
  await consume("phone-code-ip", ip, { points: 60, seconds: 3600 });
  await consume("phone-code-device", device, { points: 8, seconds: 3600 });
  await consume("phone-code", phone.e164, { points: 1, seconds: resendAfterSeconds });
  await consume("phone-code-day", phone.e164, { points: 10, seconds: 24 * 3600 });
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  await inTransaction(ctx, async (tx) => {
    const id = newId(tx.now.getTime());
    const expiresAt = new Date(tx.now.getTime() + codeMinutes * minute);
    await tx.db.phoneCode.create({
      data: { id, phoneIndex: phone.index, codeHash: codeHash(phone, code), expiresAt, createdAt: tx.now },
    });
    await enqueueMessage(tx, {
      template: "phone.code",
      to: phone.masked,
      locale: input.locale,
      params: { minutes: codeMinutes },
      secrets: { code, phone: phone.e164 },
    });
    await recordAudit(tx, { action: "phone.sendCode", subject: { type: "phone", id: phone.masked } });
  });
  return { phoneMasked: phone.masked, resendAfterSeconds, minutes: codeMinutes };
}
