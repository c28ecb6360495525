import { payoutProviders } from "#adapters/payout/providers.ts";
import { authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { log } from "#lib/log.ts";
import { second } from "#lib/time.ts";
import { applyReply } from "./apply-reply.ts";
import { askProvider, type Providers } from "./call-provider.ts";
import { type Claimed, claimItem } from "./claim-item.ts";
import { closeBatches } from "./close-batches.ts";
import type { PayoutProviderKey } from "./rules.ts";
import { callFor } from "./rules-reply.ts";

export type SendCounts = { sent: number; held: number };
export type SendOptions = {
  batchId?: string;
  limit?: number;
  /** Items under way at the same time in this run. */
  lanes?: number;
  /** No new item is begun after so long: a run must end before its caller's patience does. */
  forMs?: number;
  providers?: Providers;
};

/**
 * Sends what is approved, item by item: the intent is committed, then the provider is called with no transaction open, then the
 * answer is applied in a transaction of its own. Runs beside any number of others, and may die at any point.
 */
export async function sendPayouts(ctx: Ctx, options: SendOptions = {}): Promise<SendCounts> {
  authorize(ctx, "payout:prepare");
  const { batchId, limit = 500, lanes = 4, forMs = 45 * second } = options;
  const providers = options.providers ?? payoutProviders().on;
  const counts: SendCounts = { sent: 0, held: 0 };
  const scope = { providers: [...providers.keys()] as PayoutProviderKey[], batchId };
  const started = performance.now();
  const clock = () => new Date(ctx.now.getTime() + performance.now() - started);
  let begun = 0;
  const lane = async () => {
    while (begun < limit && performance.now() - started < forMs) {
      begun += 1;
      const claimed = await claimItem({ ...ctx, now: clock() }, scope);
      if (!claimed) return;
      if (claimed === "held") counts.held += 1;
      else if (await sendOne(ctx, claimed, providers, clock).catch(lost(claimed.itemId))) counts.sent += 1;
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, limit) }, lane));
  if (begun > 0) await closeBatches({ ...ctx, now: clock() });
  return counts;
}

/** What could not be applied is asked about once the lease is over; the others go on. */
export const lost = (item: string) => (error: unknown) => {
  log.error({ err: error, item }, "a payout's answer was not applied");
  return false;
};

async function sendOne(ctx: Ctx, claimed: Claimed, providers: Providers, clock: () => Date): Promise<boolean> {
  const { itemId, attemptId, order, lease } = claimed;
  const provider = providers.get(claimed.provider)!;
  const askedAt = clock();
  // This process may have slept since the claim: whoever is past his lease sends nothing, the query finds out.
  if (lease.getTime() - askedAt.getTime() < callFor) return false;
  const reply = await askProvider("send", () => provider.send(order));
  const policy = { inFlightMs: provider.inFlightMs, mayResend: false };
  const told = { itemId, attemptId, reply, evidence: { kind: "REPLY" as const }, policy, askedAt, lease };
  await applyReply({ ...ctx, now: clock() }, told);
  return true;
}
