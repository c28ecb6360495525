import { payoutProviders } from "#adapters/payout/providers.ts";
import { authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import type { Providers } from "./call-provider.ts";
import { type QueryCounts, queryPayouts } from "./query-payouts.ts";
import { itemIdInput } from "./schema.ts";

/** A person asks the provider now, instead of waiting for the next time it would be asked. */
export async function askNow(ctx: Ctx, raw: { id: string }, providers: Providers = payoutProviders().on): Promise<QueryCounts> {
  authorize(ctx, "payout:prepare");
  const { id } = itemIdInput.parse(raw);
  const attempt = await ctx.db.payoutAttempt.findFirst({ where: { itemId: id }, orderBy: { turn: "desc" } });
  if (!attempt) throw new DomainError("NOT_FOUND");
  if (!providers.has(attempt.provider)) throw new DomainError("PROVIDER_OFF", { provider: attempt.provider });
  await ctx.db.payoutAttempt.updateMany({ where: { id: attempt.id, state: { not: "INTENT" } }, data: { nextQueryAt: ctx.now } });
  return queryPayouts(ctx, { itemId: id, limit: 1, providers });
}
