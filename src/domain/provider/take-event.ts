import { type Notice, NoticeRefused, type PaymentProviderName, type RawNotice } from "#adapters/payment/payment.ts";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { openIncident } from "#domain/incident/open-incident.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import type { Prisma } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { log } from "#lib/log.ts";
import { hour } from "#lib/time.ts";

type Reader = { name: PaymentProviderName; readNotice(raw: RawNotice): Promise<Notice> };
export type TakenEvent = { id: string; provider: PaymentProviderName; kind: string; outNo: string | null };

/**
 * Verifies a notice and keeps it once. Null: refused, it has no effect at all. `isNew` is false when the provider repeats himself.
 * What it is about is not believed: whoever follows it asks the provider.
 */
export async function takeEvent(
  ctx: Ctx,
  provider: Reader,
  raw: RawNotice,
): Promise<{ event: TakenEvent; isNew: boolean } | null> {
  authorize(ctx, "cron:run");
  const notice = await provider.readNotice(raw).catch((error: unknown) => {
    if (error instanceof NoticeRefused) return error;
    throw error;
  });
  if (notice instanceof NoticeRefused) {
    await refuseNotice(ctx, provider.name, notice.message);
    return null;
  }
  const { eventId, kind, outNo, body } = notice;
  const fresh = { id: newId(ctx.now.getTime()), provider: provider.name, kind, outNo };
  const { count } = await ctx.db.providerEvent.createMany({
    data: [{ ...fresh, eventId, body: body as Prisma.InputJsonObject, receivedAt: ctx.now }],
    skipDuplicates: true,
  });
  if (count === 1) return { event: fresh, isNew: true };
  const earlier = await ctx.db.providerEvent.findUniqueOrThrow({
    where: { provider_eventId: { provider: provider.name, eventId } },
    select: { id: true, kind: true, outNo: true },
  });
  return { event: { ...earlier, provider: provider.name }, isNew: false };
}

/** What came of it, once. */
export async function finishEvent(ctx: Ctx, id: string, effect: string): Promise<void> {
  authorize(ctx, "cron:run");
  await ctx.db.providerEvent.updateMany({ where: { id, handledAt: null }, data: { handledAt: ctx.now, effect } });
}

/** A notice nobody could have sent in earnest: logged each time, before a person at most once an hour. */
export async function refuseNotice(ctx: Ctx, provider: PaymentProviderName, why: string): Promise<void> {
  authorize(ctx, "cron:run");
  log.warn({ provider, why, ip: ctx.actor.ip ?? null }, "notice refused");
  await inTransaction(ctx, async (tx) => {
    const each = Math.floor(tx.now.getTime() / hour);
    const { opened } = await openIncident(tx, {
      kind: "notice.refused",
      provider,
      subject: { type: "provider", id: provider },
      details: { why: why.slice(0, 200), ip: tx.actor.ip ?? null },
      dedupeKey: `notice.refused:${provider}:${each}`,
    });
    if (!opened) return;
    await recordAudit(tx, {
      action: "provider.refuseNotice",
      subject: { type: "provider", id: provider },
      reason: why.slice(0, 200),
    });
  });
}
