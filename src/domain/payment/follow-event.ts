import { authorize } from "#domain/access/rules.ts";
import { finishEvent, type TakenEvent } from "#domain/provider/take-event.ts";
import type { Ctx } from "#lib/context.ts";
import { askProvider } from "./ask-provider.ts";
import { askRefund } from "./ask-refund.ts";
import { isSent } from "./rules.ts";

/**
 * Follows a kept notice about a payment or a refund: makes it due at once, so that a runner takes over should this one die, then
 * asks the provider himself. Answers false when the number is not one of ours. The same notice again asks nobody.
 */
export async function followPaymentEvent(ctx: Ctx, { event, isNew }: { event: TakenEvent; isNew: boolean }): Promise<boolean> {
  authorize(ctx, "cron:run");
  const { provider, outNo } = event;
  if (!outNo) return false;
  const refund = await ctx.db.refund.findUnique({ where: { provider_outNo: { provider, outNo } }, select: { id: true } });
  if (refund) {
    if (isNew) await finishEvent(ctx, event.id, await askRefund(ctx, refund.id));
    return true;
  }
  const payment = await ctx.db.payment.findUnique({
    where: { provider_outNo: { provider, outNo } },
    include: { refunds: { select: { id: true, state: true }, take: 200 } },
  });
  if (!payment) return false;
  if (!isNew) return true;
  await ctx.db.payment.updateMany({ where: { id: payment.id, state: { not: "PAID" } }, data: { nextQueryAt: ctx.now } });
  const states: string[] = [await askProvider(ctx, payment, "notice")];
  for (const { id, state } of payment.refunds) if (isSent(state)) states.push(await askRefund(ctx, id));
  await finishEvent(ctx, event.id, states.join(" "));
  return true;
}
