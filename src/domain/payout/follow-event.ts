import { authorize } from "#domain/access/rules.ts";
import { finishEvent, type TakenEvent } from "#domain/provider/take-event.ts";
import type { Ctx } from "#lib/context.ts";
import type { Providers } from "./call-provider.ts";
import { queryPayouts } from "./query-payouts.ts";

/**
 * Follows a kept notice about a payout: it is a hint. The attempt is made due at once, so that a runner takes over should this one
 * die, then the provider is asked. False when the number is not one of ours. The same notice again asks nobody.
 */
export async function followPayoutEvent(
  ctx: Ctx,
  { event, isNew }: { event: TakenEvent; isNew: boolean },
  providers?: Providers,
): Promise<boolean> {
  authorize(ctx, "cron:run");
  const { provider, outNo } = event;
  if (!outNo) return false;
  const attempt = await ctx.db.payoutAttempt.findUnique({
    where: { provider_outNo: { provider, outNo } },
    select: { id: true, itemId: true },
  });
  if (!attempt) return false;
  if (!isNew) return true;
  // An intent is with its sender, who gets the answer himself; should he die, it is asked about as soon as his lease is over.
  await ctx.db.payoutAttempt.updateMany({
    where: { id: attempt.id, state: { not: "INTENT" } },
    data: { nextQueryAt: ctx.now },
  });
  await queryPayouts(ctx, { itemId: attempt.itemId, limit: 1, providers });
  const { state } = await ctx.db.payoutAttempt.findUniqueOrThrow({ where: { id: attempt.id }, select: { state: true } });
  await finishEvent(ctx, event.id, state);
  return true;
}
