import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type NewIncident, openIncidents } from "#domain/incident/open-incident.ts";
import type { ProviderName } from "#domain/provider/rules.ts";
import { actorId, type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import type { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { parseDay, plusDays } from "#lib/time.ts";
import { collectDay, type ProviderDay } from "./collect-day.ts";
import { findGaps, findMissing, type LedgerGap, type Missing, sumDay } from "./find-leftovers.ts";
import { dayDate } from "./load-statement.ts";
import { matchLines } from "./match-lines.ts";
import type { Difference } from "./rules.ts";
import { type DayInput, dayInput } from "./schema.ts";

export type Compared = {
  matchedCount: number;
  missingCount: number;
  extraCount: number;
  differentCount: number;
  ledgerCount: number;
  /** Incidents that are new. */
  opened: number;
};

export function providerDay(provider: ProviderName, day: string): ProviderDay {
  const from = parseDay(day);
  if (!from) throw new DomainError("INVALID_INPUT", { fields: { day: "form.invalid" } });
  return { provider, day: dayDate(day), from, to: plusDays(from, 1) };
}

/**
 * Compares a provider's day with our documents and the books: three sides of the same money. Whatever agrees with nothing is
 * an incident, once. Run again, it shows the new state; an incident stays open until a person resolves it.
 */
export function reconcileDay(ctx: Ctx, raw: DayInput): Promise<Compared> {
  authorize(ctx, "reconciliation:run");
  const { provider, day } = dayInput.parse(raw);
  const at = providerDay(provider, day);
  return inTransaction(ctx, async (tx) => {
    await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`reconciliation:${provider}`}))`;
    if ((await tx.db.providerStatement.count({ where: { provider, day: at.day } })) === 0) throw new DomainError("NOT_FOUND");
    await collectDay(tx, at);
    await matchLines(tx, at);
    const [missing, gaps] = [await findMissing(tx, at), await findGaps(tx, at)];
    const lines = await countLines(tx, at);
    const left = await listLeftLines(tx, at);
    const ours = [...missing.map((one) => ofMissing(at, one)), ...gaps.map((gap) => ofGap(at, gap))];
    const opened = await openIncidents(tx, [...left.map((line) => ofLine(at, line)), ...ours]);
    const counts = { ...lines, missingCount: missing.length, ledgerCount: gaps.length };
    await keep(tx, at, counts, ours);
    const subject = { type: "reconciliation", id: `${provider}:${day}` };
    await recordAudit(tx, { action: "reconciliation.run", subject, after: { ...counts, opened } });
    return { ...counts, opened };
  });
}

type LineCounts = Pick<Compared, "matchedCount" | "extraCount" | "differentCount">;

async function countLines(tx: TxCtx, { provider, day }: ProviderDay): Promise<LineCounts> {
  const groups = await tx.db.providerStatementLine.groupBy({
    by: ["outcome"],
    where: { statement: { provider, day } },
    _count: true,
  });
  const of = (outcome: string) => groups.find((group) => group.outcome === outcome)?._count ?? 0;
  return { matchedCount: of("MATCHED"), extraCount: of("EXTRA"), differentCount: of("DIFFERENT") };
}

type LeftLine = {
  id: string;
  lineId: string;
  outcome: "EXTRA" | "DIFFERENT";
  kind: string;
  outNo: string | null;
  amountMinor: bigint;
  feeMinor: bigint;
  payee: string | null;
  difference: Difference[];
  matchedType: string | null;
  matchedId: string | null;
  ourAmountMinor: bigint | null;
  ourFeeMinor: bigint | null;
  subjectId: string | null;
};

function listLeftLines(tx: TxCtx, { provider, day }: ProviderDay): Promise<LeftLine[]> {
  return tx.db.$queryRaw<LeftLine[]>`
    SELECT l.id::text, l.line_id AS "lineId", l.outcome::text AS outcome, l.kind::text AS kind, l.out_no AS "outNo", l.amount_minor AS "amountMinor",
      l.fee_minor AS "feeMinor", l.payee, l.difference, l.matched_type AS "matchedType", l.matched_id::text AS "matchedId",
      d.amount AS "ourAmountMinor", d.fee AS "ourFeeMinor", d.subject::text AS "subjectId"
    FROM provider_statement_line l JOIN provider_statement s ON s.id = l.statement_id
    LEFT JOIN day_document d ON d.id = l.matched_id AND d.kind = l.kind::text
    WHERE s.provider = ${provider}::"Provider" AND s.day = ${day}::date AND l.outcome IN ('EXTRA', 'DIFFERENT') ORDER BY l.at, l.id LIMIT 10000`;
}

/** A fee that differs is told as the fee, anything else as the amount. */
function ofLine({ provider, day }: ProviderDay, line: LeftLine): NewIncident {
  const { lineId, outNo, payee, difference, matchedType, subjectId } = line;
  const kind = line.outcome === "EXTRA" ? "reconciliation.extra" : "reconciliation.different";
  const onlyFee = difference.length === 1 && difference[0] === "fee";
  const document = subjectId ? { difference, document: { type: matchedType, id: subjectId } } : {};
  return {
    ...{ kind, provider, day, subject: { type: "provider_line", id: line.id } },
    expectedMinor: (onlyFee ? line.ourFeeMinor : line.ourAmountMinor) ?? undefined,
    actualMinor: onlyFee ? line.feeMinor : line.amountMinor,
    details: { lineId, kind: line.kind, outNo, feeMinor: String(line.feeMinor), payee, ...document },
    dedupeKey: `${kind}:${provider}:${lineId}`,
  };
}

const ofMissing = (
  { provider, day }: ProviderDay,
  { type, id, subjectId, kind, outNo, amountMinor, at }: Missing,
): NewIncident => ({
  kind: "reconciliation.missing",
  provider,
  day,
  subject: { type, id: subjectId },
  expectedMinor: amountMinor,
  details: { kind, outNo, at: at.toISOString() },
  dedupeKey: `reconciliation.missing:${type}:${id}:${kind}`,
});

function ofGap({ provider, day }: ProviderDay, gap: LedgerGap): NewIncident {
  const { type, id, subjectId, kind, transactionId, expectedMinor, postedMinor } = gap;
  const subject = type && subjectId ? { type, id: subjectId } : { type: "ledger_transaction", id: transactionId! };
  return {
    ...{ kind: "reconciliation.ledger" as const, provider, day, subject, expectedMinor, actualMinor: postedMinor },
    details: { kind },
    dedupeKey: `reconciliation.ledger:${subject.type}:${id ?? transactionId}:${kind}`,
  };
}

type Counts = Omit<Compared, "opened">;

const KEPT = 1000;

async function keep(tx: TxCtx, at: ProviderDay, counts: Counts, ours: NewIncident[]): Promise<void> {
  const { provider, day } = at;
  const leftovers = ours.slice(0, KEPT).map(({ kind, subject, expectedMinor, actualMinor, details, dedupeKey }) => ({
    ...{ kind, subject, details, key: dedupeKey },
    ...{ expectedMinor: String(expectedMinor ?? ""), actualMinor: String(actualMinor ?? "") },
  })) as Prisma.InputJsonArray;
  const ranById = tx.actor.kind === "staff" ? actorId(tx.actor) : null;
  const data = { ...counts, ...(await sumDay(tx, at)), leftovers, ranAt: tx.now, ranById };
  await tx.db.reconciliation.upsert({
    where: { provider_day: { provider, day } },
    create: { id: newId(tx.now.getTime()), provider, day, ...data },
    update: data,
  });
}
