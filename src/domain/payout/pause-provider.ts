import { openIncident } from "#domain/incident/open-incident.ts";
import type { TxCtx } from "#lib/context.ts";
import { dayKey, minute } from "#lib/time.ts";
import type { LockedItem } from "./lock-item.ts";

/** How long nothing is tried through a provider whose balance was short. Then one is tried again. */
export const pauseFor = 10 * minute;

/** Trusted. */
export async function pauseProvider(tx: TxCtx, item: LockedItem, reason: string): Promise<void> {
  const { provider } = item;
  const until = new Date(tx.now.getTime() + pauseFor);
  await tx.db.$executeRaw`
    INSERT INTO payout_pause (provider, until, reason, since) VALUES (${provider}::"Provider", ${until}, ${reason}, ${tx.now})
    ON CONFLICT (provider) DO UPDATE SET until = greatest(payout_pause.until, excluded.until), reason = excluded.reason,
      since = CASE WHEN payout_pause.until < ${tx.now}::timestamptz - interval '1 hour' THEN excluded.since ELSE payout_pause.since END`;
  await openIncident(tx, {
    kind: "payout.balance-short",
    provider,
    subject: { type: "payout", id: item.id },
    expectedMinor: item.amountMinor,
    details: { reason },
    dedupeKey: `payout.balance-short:${provider}:${dayKey(tx.now)}`,
  });
}
