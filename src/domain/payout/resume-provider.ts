import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import type { PayoutProviderKey } from "./rules.ts";
import { providerInput } from "./schema.ts";

/** Money was put in at the provider: what waits for it need not wait for the pause to end. */
export function resumeProvider(ctx: Ctx, raw: { provider: PayoutProviderKey }): Promise<{ ok: true }> {
  authorize(ctx, "payout:prepare");
  actorOf(ctx, "staff");
  const { provider } = providerInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.payoutPause.updateMany({ where: { provider, until: { gt: tx.now } }, data: { until: tx.now } });
    if (count > 0) await recordAudit(tx, { action: "payout.resume", subject: { type: "provider", id: provider } });
    return { ok: true };
  });
}
