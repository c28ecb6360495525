import { paymentProviders } from "#adapters/payment/providers.ts";
import { authorize } from "#domain/access/rules.ts";
import { openIncident } from "#domain/incident/open-incident.ts";
import type { ProviderName } from "#domain/provider/rules.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { log } from "#lib/log.ts";
import { dayKey, dayStart, plusDays } from "#lib/time.ts";
import { hasMovements } from "./collect-day.ts";
import { fetchStatement } from "./fetch-statement.ts";
import { dayDate } from "./load-statement.ts";
import { providerDay, reconcileDay } from "./reconcile-day.ts";
import { statementDueMs } from "./rules.ts";

/** How far back a statement is still asked for, and a day with something left is compared again. */
const ASK_DAYS = 14;
const AGAIN_DAYS = 3;

export type DaysDone = { fetched: number; compared: number; waiting: number; failed: number };

/**
 * Daily: the statements of the days before that are not here yet, and a new comparison of the last days and of those with
 * something left over. One provider's trouble does not stop the others. Safe to run often, late, or at once.
 */
export async function reconcileDays(ctx: Ctx): Promise<DaysDone> {
  authorize(ctx, "cron:run");
  const done: DaysDone = { fetched: 0, compared: 0, waiting: 0, failed: 0 };
  const fresh = new Set<string>();
  for (const provider of paymentProviders().on.keys())
    for (const day of await daysWithout(ctx, provider)) {
      const result = await attempt(done, provider, day, () => fetchStatement(ctx, { provider, day }));
      if (result?.ready) {
        done.fetched += 1;
        fresh.add(`${provider}:${day}`);
      } else if (result) done.waiting += 1;
      if (!result?.ready) await reportLate(ctx, provider, day);
    }
  for (const { provider, day } of await daysToRepeat(ctx))
    if (!fresh.has(`${provider}:${day}`) && (await attempt(done, provider, day, () => reconcileDay(ctx, { provider, day }))))
      done.compared += 1;
  return done;
}

async function attempt<T>(done: DaysDone, provider: ProviderName, day: string, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (err) {
    done.failed += 1;
    log.error({ err, provider, day }, "a statement could not be fetched or compared");
    return null;
  }
}

const lastDays = (now: Date, count: number): string[] =>
  Array.from({ length: count }, (_, i) => dayKey(plusDays(dayStart(now), i - count)));

async function daysWithout(ctx: Ctx, provider: ProviderName): Promise<string[]> {
  const days = lastDays(ctx.now, ASK_DAYS);
  const there = await ctx.db.providerStatement.findMany({
    where: { provider, source: "API", day: { gte: dayDate(days[0]!) } },
    select: { day: true },
    distinct: ["day"],
  });
  const have = new Set(there.map((row) => row.day.toISOString().slice(0, 10)));
  return days.filter((day) => !have.has(day));
}

async function daysToRepeat(ctx: Ctx): Promise<{ provider: ProviderName; day: string }[]> {
  const left = ["missingCount", "extraCount", "differentCount", "ledgerCount"].map((key) => ({ [key]: { gt: 0 } }));
  const recent = { day: { gte: dayDate(lastDays(ctx.now, AGAIN_DAYS)[0]!) } };
  const since = dayDate(lastDays(ctx.now, ASK_DAYS)[0]!);
  const rows = await ctx.db.reconciliation.findMany({
    where: { day: { gte: since }, OR: [recent, ...left] },
    select: { provider: true, day: true },
    orderBy: { day: "asc" },
    take: 200,
  });
  return rows.map(({ provider, day }) => ({ provider, day: day.toISOString().slice(0, 10) }));
}

/** Money moved and the provider still says nothing about that day. */
async function reportLate(ctx: Ctx, provider: ProviderName, day: string): Promise<void> {
  const at = providerDay(provider, day);
  if (ctx.now.getTime() - at.to.getTime() < statementDueMs || !(await hasMovements(ctx, at))) return;
  await inTransaction(ctx, (tx) =>
    openIncident(tx, {
      kind: "reconciliation.missing",
      provider,
      day: at.day,
      subject: { type: "provider_day", id: `${provider}:${day}` },
      details: { kind: "STATEMENT" },
      dedupeKey: `reconciliation.statement:${provider}:${day}`,
    }),
  );
}
