import { emailSender } from "#adapters/email/email.ts";
import { smsSender } from "#adapters/sms/sms.ts";
import { authorize } from "#domain/access/rules.ts";
import { getSettings } from "#domain/setting/queries.ts";
import type { Ctx } from "#lib/context.ts";
import { unseal } from "#lib/crypto.ts";
import { DeliveryError, type Receipt } from "#lib/delivery.ts";
import { log } from "#lib/log.ts";
import { second } from "#lib/time.ts";
import { renderEmail, renderSms, type Values } from "./render-message.ts";
import { mostAttempts, tooLate, waitAfter } from "./rules.ts";
import { type TemplateName, templates } from "./schema.ts";

type Claimed = {
  id: string;
  channel: "EMAIL" | "SMS";
  template: string;
  recipient: string;
  locale: string;
  params: Values;
  sealed_params: Uint8Array | null;
  attempts: number;
  created_at: Date;
};

export type DeliveryCounts = { sent: number; retried: number; failed: number };
const batchSize = 5;
const busyWait = 10 * second;
const longest = 45 * second;

/**
 * Sends what is due, `limit` at most. Each batch is claimed by writing the attempt down first, so that however many run
 * at once, and however one dies, no two hold the same message; the provider's idempotency key covers a death after sending.
 */
export async function deliverMessages(ctx: Ctx, { limit = 200 }: { limit?: number } = {}): Promise<DeliveryCounts> {
  authorize(ctx, "cron:run");
  const counts: DeliveryCounts = { sent: 0, retried: 0, failed: 0 };
  const brand = (await getSettings(ctx)).operatorName;
  const started = performance.now();
  for (let taken = 0; taken < limit && performance.now() - started < longest; ) {
    // Waits are counted from this moment: a run may take as long as the first of them.
    const now = new Date(ctx.now.getTime() + performance.now() - started);
    const batch = await claimBatch({ ...ctx, now }, Math.min(batchSize, limit - taken));
    if (batch.length === 0) break;
    taken += batch.length;
    for (const outcome of await Promise.all(batch.map((message) => deliver({ ...ctx, now }, message, brand))))
      counts[outcome] += 1;
  }
  return counts;
}

function claimBatch(ctx: Ctx, size: number): Promise<Claimed[]> {
  // 2 minutes is the first of the waits: longer than a try may take.
  return ctx.db.$queryRaw<Claimed[]>`
    UPDATE message SET attempts = attempts + 1, next_attempt_at = ${new Date(ctx.now.getTime() + waitAfter(1))}
    WHERE id IN (
      SELECT id FROM message WHERE status = 'PENDING' AND next_attempt_at <= ${ctx.now}
      ORDER BY next_attempt_at LIMIT ${size} FOR UPDATE SKIP LOCKED)
    RETURNING id::text, channel::text, template, recipient, locale, params, sealed_params, attempts, created_at`;
}

async function deliver(ctx: Ctx, message: Claimed, brand: string): Promise<keyof DeliveryCounts> {
  const mine = { id: message.id, attempts: message.attempts, status: "PENDING" as const };
  try {
    if (tooLate(message.template, message.created_at, message.params, ctx.now))
      throw new DeliveryError("too late to be of use", { final: true });
    const { provider, ref } = await send(message, brand);
    const data = { status: "SENT" as const, sentAt: new Date(), provider, providerRef: ref, lastError: null };
    await ctx.db.message.updateMany({ where: mine, data });
    return "sent";
  } catch (error) {
    if (!(error instanceof DeliveryError)) log.error({ err: error, message: message.id }, "message cannot be delivered");
    const problem = error instanceof DeliveryError ? error : new DeliveryError("cannot be rendered");
    const failed = problem.final || (!problem.busy && message.attempts >= mostAttempts);
    const wait = problem.busy ? busyWait : waitAfter(message.attempts);
    const again = {
      nextAttemptAt: new Date(ctx.now.getTime() + wait),
      ...(problem.busy ? { attempts: message.attempts - 1 } : {}),
    };
    await ctx.db.message.updateMany({
      where: mine,
      data: { lastError: problem.message, ...(failed ? { status: "FAILED" as const } : again) },
    });
    return failed ? "failed" : "retried";
  }
}

async function send(message: Claimed, brand: string): Promise<Receipt & { provider: string }> {
  const template = message.template as TemplateName;
  const { id, locale, params } = message;
  const secrets = openSecrets(template, id, message.sealed_params);
  if (message.channel === "EMAIL") {
    const sender = emailSender();
    const { subject, html, text } = await renderEmail(template, locale, brand, { ...params, ...secrets });
    return { provider: sender.name, ...(await sender.send({ to: message.recipient, subject, html, text, key: id })) };
  }
  const { phone, ...values } = secrets;
  const sender = smsSender();
  const { text } = renderSms(template, locale, brand, { ...params, ...values });
  const sms = { to: phone ?? message.recipient, template, params: { ...params, ...values }, text, locale, key: id };
  return { provider: sender.name, ...(await sender.send(sms)) };
}

export function openSecrets(template: TemplateName, id: string, sealed: Uint8Array | null): Record<string, string> {
  if (!sealed) return {};
  return templates[template].sealed.parse(JSON.parse(unseal("message", sealed, id))) as Record<string, string>;
}
