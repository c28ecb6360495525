import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { enqueueMessage } from "#domain/message/enqueue-message.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { spendCaptcha } from "#lib/captcha.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { randomToken, tokenHash } from "#lib/crypto.ts";
import { env } from "#lib/env.ts";
import { DomainError, isUniqueViolation } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { readPhone } from "#lib/phone.ts";
import { consume } from "#lib/rate-limit.ts";
import { type SubmitApplicationInput, submitApplicationInput } from "./schema.ts";

const perAddress = { points: 20, seconds: 3600 };

/** Answers the path of the applicant's own status page; the same address is mailed. Only the token's hash is kept. */
export async function submitApplication(ctx: Ctx, raw: SubmitApplicationInput): Promise<{ statusPath: string }> {
  authorize(ctx, "application:submit");
  const { code, captcha, ...input } = submitApplicationInput.parse(raw);
  const phone = readPhone(input.phone);
  if (!phone) throw new DomainError("INVALID_INPUT", { fields: { phone: "form.phone" } });
  await consume("application", ctx.actor.ip ?? null, perAddress);
  await spendCaptcha(ctx.db, captcha, ctx.now);
  const token = randomToken();
  try {
    await inTransaction(ctx, async (tx) => {
      const settings = await getSettings(tx);
      const uplineId = await inviterOf(tx, code, settings.inviteCode);
      // Said in the same words as a pending application, so that nobody learns who has an account.
      if (await tx.db.user.count({ where: { email: input.email } })) throw new DomainError("DUPLICATE");
      const id = newId(tx.now.getTime());
      const statusTokenHash = new Uint8Array(tokenHash(token));
      const ip = tx.actor.ip ?? null;
      await tx.db.application.create({ data: { ...input, id, phone, uplineId, statusTokenHash, ip, createdAt: tx.now } });
      await enqueueMessage(tx, {
        template: "application.received",
        to: input.email,
        locale: input.locale,
        params: { name: input.name, operatorName: settings.operatorName },
        secrets: { link: `${env().APP_URL}${statusPathOf(token)}` },
        dedupeKey: `application.received:${id}`,
      });
      const after = { name: input.name, region: input.region, channelKind: input.channelKind, uplineId };
      await recordAudit(tx, { action: "application.submit", subject: { type: "application", id }, after });
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new DomainError("DUPLICATE");
    throw error;
  }
  return { statusPath: statusPathOf(token) };
}

const statusPathOf = (token: string) => `/join/status/${token}`;

/** Null: the operator's own invitation. A frozen distributor invites nobody. */
async function inviterOf(tx: Pick<Ctx, "db">, code: string, operatorCode: string): Promise<string | null> {
  if (code === operatorCode) return null;
  const inviter = await tx.db.distributor.findUnique({ where: { inviteCode: code }, select: { id: true, status: true } });
  if (!inviter) throw new DomainError("NOT_FOUND");
  if (inviter.status !== "ACTIVE") throw new DomainError("ENDED");
  return inviter.id;
}
