import type { StatementLine } from "#adapters/payment/payment.ts";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { askProvider } from "#domain/payment/ask-provider.ts";
import { requirePaymentProvider } from "#domain/provider/queries.ts";
import type { ProviderName } from "#domain/provider/rules.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { dayKey } from "#lib/time.ts";
import { type Loaded, openStatement, statementHash, storeLines } from "./load-statement.ts";
import { type Compared, reconcileDay } from "./reconcile-day.ts";
import { lineKinds, lineText } from "./rules.ts";
import { type DayInput, dayInput } from "./schema.ts";
import { settleByStatement } from "./settle-by-statement.ts";

/** `ready` is false while the provider has not made the statement yet. */
export type Fetched = { ready: boolean; loaded: Loaded | null; compared: Compared | null };

/** Asks the provider for his statement of a past day, keeps what is new of it and compares. No transaction is open while he is asked. */
export async function fetchStatement(ctx: Ctx, raw: DayInput): Promise<Fetched> {
  authorize(ctx, "reconciliation:run");
  const { provider: name, day } = dayInput.parse(raw);
  if (day >= dayKey(ctx.now)) throw new DomainError("NOT_OPEN_YET");
  const provider = requirePaymentProvider(name);
  const lines = await provider.downloadStatement(day);
  if (!lines) return { ready: false, loaded: null, compared: null };
  const loaded = await keep(ctx, name, day, lines);
  await askAboutPaid(ctx, name, lines);
  await settleByStatement(ctx, name, day);
  return { ready: true, loaded, compared: await reconcileDay(ctx, { provider: name, day }) };
}

function keep(ctx: Ctx, provider: ProviderName, day: string, lines: StatementLine[]): Promise<Loaded> {
  const content = lines.map(lineText).sort().join("\n");
  return inTransaction(ctx, async (tx) => {
    const statement = { provider, day, source: "API" as const, sha256: statementHash(day, content), covers: lineKinds };
    const { id, isNew } = await openStatement(tx, { ...statement, fileName: "", lineCount: lines.length });
    const loaded = await storeLines(
      tx,
      provider,
      lines.map((line) => ({ statementId: id, line })),
    );
    const subject = { type: "reconciliation", id: `${provider}:${day}` };
    if (isNew) await recordAudit(tx, { action: "reconciliation.load", subject, after: { source: "API", ...loaded } });
    return loaded;
  });
}

const ASK_MOST = 50;

/** The provider says that it was paid and we do not know it: his own answer settles that, before anybody is alarmed. */
async function askAboutPaid(ctx: Ctx, provider: ProviderName, lines: StatementLine[]): Promise<void> {
  const outNos = lines.filter((line) => line.kind === "PAYMENT" && line.outNo).map((line) => line.outNo!);
  const unsettled = await ctx.db.payment.findMany({
    where: { provider, outNo: { in: outNos }, state: { not: "PAID" } },
    orderBy: { id: "asc" },
    take: ASK_MOST,
  });
  for (const payment of unsettled)
    await askProvider(ctx, payment, "person").catch((err) =>
      log.warn({ err, payment: payment.id }, "a payment could not be asked about"),
    );
}
