import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { enqueueMessages } from "#domain/message/enqueue-message.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { dayKey, day as dayMs, dayStart, hour } from "#lib/time.ts";

/** Nobody is told at night. */
const FROM_HOUR = 8;

/** Tells finance once a day what is still open: how many, and since when the oldest waits. Nothing open, no mail. */
export async function mailIncidents(ctx: Ctx): Promise<{ mails: number }> {
  authorize(ctx, "cron:run");
  if (ctx.now.getTime() - dayStart(ctx.now).getTime() < FROM_HOUR * hour) return { mails: 0 };
  const open = await ctx.db.incident.aggregate({ where: { status: "OPEN" }, _count: true, _min: { createdAt: true } });
  if (open._count === 0 || !open._min.createdAt) return { mails: 0 };
  const days = Math.floor((ctx.now.getTime() - open._min.createdAt.getTime()) / dayMs);
  const people = await ctx.db.user.findMany({
    where: { kind: "STAFF", staffRole: { in: ["OWNER", "FINANCE"] }, disabledAt: null },
    select: { id: true, email: true, locale: true },
    take: 100,
  });
  const day = dayKey(ctx.now);
  const mails = await inTransaction(ctx, async (tx) => {
    const count = await enqueueMessages(
      tx,
      people.map(({ id, email, locale }) => ({
        template: "incidents.open" as const,
        to: email,
        locale,
        params: { count: open._count, days },
        secrets: {},
        dedupeKey: `incidents.open:${day}:${id}`,
      })),
    );
    if (count > 0)
      await recordAudit(tx, {
        action: "incident.mail",
        subject: { type: "incident", id: day },
        after: { open: open._count, count },
      });
    return count;
  });
  return { mails };
}
