import { paymentProviders } from "#adapters/payment/providers.ts";
import { authorize } from "#domain/access/rules.ts";
import { type ProviderName, providerNames } from "#domain/provider/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { keysetPage } from "#lib/page.ts";
import { dayDate } from "./load-statement.ts";
import { dayInput, type ListDaysInput, type ListLinesInput, listDaysInput, listLinesInput } from "./schema.ts";

export type DayState = "MATCHED" | "LEFT" | "LOADED" | "WAITING" | "NONE";
export type DayRow = {
  provider: ProviderName;
  day: string;
  state: DayState;
  lines: number;
  matched: number;
  missing: number;
  extra: number;
  different: number;
  ledger: number;
  openIncidents: number;
  providerMinor: bigint;
  documentMinor: bigint;
  ledgerMinor: bigint;
  ranAt: Date | null;
};

/** Every provider's days of a period, newest first; days on which nothing moved and no statement came are left out. */
export async function listDays(ctx: Ctx, raw: ListDaysInput): Promise<DayRow[]> {
  authorize(ctx, "payment:read");
  const { provider, from, to } = listDaysInput.parse(raw);
  const kinds = providerNames.map((name) => (name === "BANK" ? "BANK" : `CASH_${name}`));
  const rows = await ctx.db.$queryRaw<Omit<DayRow, "state">[]>`
    WITH moved AS (
      SELECT DISTINCT replace(a.kind::text, 'CASH_', '') AS provider, (t.at AT TIME ZONE 'Asia/Shanghai')::date AS day
      FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id JOIN ledger_account a ON a.id = e.account_id AND a.kind::text = ANY (${kinds})
      WHERE t.at >= ${from} AND t.at < ${to}
    ), told AS (
      SELECT provider::text AS provider, day, count(*) AS statements FROM provider_statement
      WHERE day >= (${from}::timestamptz AT TIME ZONE 'Asia/Shanghai')::date AND day < (${to}::timestamptz AT TIME ZONE 'Asia/Shanghai')::date GROUP BY 1, 2
    ), known AS (SELECT provider, day FROM moved UNION SELECT provider, day FROM told)
    SELECT k.provider, to_char(k.day, 'YYYY-MM-DD') AS day,
      coalesce((SELECT count(*) FROM provider_statement s JOIN provider_statement_line l ON l.statement_id = s.id
        WHERE s.provider::text = k.provider AND s.day = k.day), 0)::int AS lines,
      coalesce(r.matched_count, 0) AS matched, coalesce(r.missing_count, 0) AS missing, coalesce(r.extra_count, 0) AS extra,
      coalesce(r.different_count, 0) AS different, coalesce(r.ledger_count, 0) AS ledger,
      (SELECT count(*) FROM incident i WHERE i.provider::text = k.provider AND i.day = k.day AND i.status = 'OPEN')::int AS "openIncidents",
      coalesce(r.provider_minor, 0) AS "providerMinor", coalesce(r.document_minor, 0) AS "documentMinor", coalesce(r.ledger_minor, 0) AS "ledgerMinor",
      CASE WHEN t.statements IS NULL THEN NULL ELSE coalesce(r.ran_at, 'epoch'::timestamptz) END AS "ranAt"
    FROM known k LEFT JOIN told t USING (provider, day) LEFT JOIN reconciliation r ON r.provider::text = k.provider AND r.day = k.day
    WHERE ${provider ?? null}::text IS NULL OR k.provider = ${provider ?? null} ORDER BY k.day DESC, k.provider LIMIT 2000`;
  return rows.map((row) => ({ ...row, state: stateOf(row), ranAt: row.ranAt && row.ranAt.getTime() > 0 ? row.ranAt : null }));
}

function stateOf(row: Omit<DayRow, "state">): DayState {
  if (!row.ranAt) return "WAITING";
  if (row.ranAt.getTime() === 0) return "LOADED";
  return row.missing + row.extra + row.different + row.ledger > 0 ? "LEFT" : "MATCHED";
}

/** What of ours was left over at the last comparison. */
export type Leftover = {
  key: string;
  kind: string;
  subject: { type: string; id: string };
  expectedMinor: string;
  actualMinor: string;
  details: Record<string, unknown>;
};

export async function getDay(ctx: Ctx, raw: { provider: string; day: string }) {
  authorize(ctx, "payment:read");
  const parsed = dayInput.safeParse(raw);
  if (!parsed.success || Number.isNaN(dayDate(parsed.data.day).getTime())) throw new DomainError("NOT_FOUND");
  const { provider, day } = parsed.data;
  const where = { provider, day: dayDate(day) };
  const [reconciliation, statements, incidents] = await Promise.all([
    ctx.db.reconciliation.findUnique({ where: { provider_day: where } }),
    ctx.db.providerStatement.findMany({ where, orderBy: { id: "desc" }, take: 50, omit: { sha256: true } }),
    ctx.db.incident.findMany({ where, orderBy: { id: "desc" }, take: 500, omit: { details: true } }),
  ]);
  const leftovers = (reconciliation?.leftovers ?? []) as unknown as Leftover[];
  return { provider, day, reconciliation, statements, incidents, leftovers, canFetch: canFetch(provider) };
}

export const canFetch = (provider: ProviderName): boolean => provider !== "BANK" && paymentProviders().on.has(provider);

export async function listLines(ctx: Ctx, raw: ListLinesInput) {
  authorize(ctx, "payment:read");
  const { provider, day, outcome, left, kind, q, after, limit } = listLinesInput.parse(raw);
  const text = q ? { OR: [{ outNo: q }, { lineId: q }, { providerRef: q }] } : {};
  const rows = await ctx.db.providerStatementLine.findMany({
    where: {
      statement: { provider, day: dayDate(day) },
      outcome: left ? { in: ["EXTRA", "DIFFERENT", "UNMATCHED"] } : outcome,
      kind,
      ...text,
      ...(after ? { id: { lt: after } } : {}),
    },
    orderBy: { id: "desc" },
    take: limit + 1,
    omit: { payeeHash: true },
  });
  return keysetPage(rows, limit);
}

export async function getLine(ctx: Ctx, id: string) {
  authorize(ctx, "payment:read");
  if (!isId(id)) throw new DomainError("NOT_FOUND");
  const found = await ctx.db.providerStatementLine.findUnique({
    where: { id },
    omit: { payeeHash: true },
    include: { statement: { omit: { sha256: true } } },
  });
  if (!found) throw new DomainError("NOT_FOUND");
  const [incidents, booked, payout] = await Promise.all([
    ctx.db.incident.findMany({
      where: { subjectType: "provider_line", subjectId: id },
      select: { id: true, no: true, status: true },
      orderBy: { id: "desc" },
      take: 20,
    }),
    ctx.db.ledgerTransaction.count({
      where: { kind: "reconciliation", reference: { in: [id, `${id}#2`, `${id}#3`, `${id}#4`] }, reversedBy: null },
    }),
    found.matchedType === "payout"
      ? ctx.db.payoutAttempt.findUnique({ where: { id: found.matchedId ?? "" }, select: { itemId: true } })
      : null,
  ]);
  // A payout's page is its item's, not that of the one try the line tells of.
  return { ...found, incidents, booked: booked > 0, subjectId: payout?.itemId ?? found.matchedId };
}

/** Whether what an incident tells of is still so: by its line now, or by the day's last comparison. Null: it cannot be told. */
export async function isStillSo(
  ctx: Ctx,
  incident: {
    kind: string;
    provider: ProviderName | null;
    day: Date | null;
    subjectType: string;
    subjectId: string;
    dedupeKey: string;
  },
): Promise<boolean | null> {
  authorize(ctx, "incident:read");
  if (!incident.kind.startsWith("reconciliation.") || !incident.provider || !incident.day) return null;
  if (incident.subjectType === "provider_line") {
    const line = await ctx.db.providerStatementLine.findUnique({ where: { id: incident.subjectId }, select: { outcome: true } });
    return line ? line.outcome !== "MATCHED" : null;
  }
  const { provider, day } = incident;
  if (incident.subjectType === "provider_day") return (await ctx.db.providerStatement.count({ where: { provider, day } })) === 0;
  const last = await ctx.db.reconciliation.findUnique({
    where: { provider_day: { provider, day } },
    select: { leftovers: true },
  });
  return last ? (last.leftovers as unknown as Leftover[]).some(({ key }) => key === incident.dedupeKey) : null;
}
