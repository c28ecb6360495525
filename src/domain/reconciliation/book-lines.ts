import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { markResolved } from "#domain/incident/resolve-incidents.ts";
import { type Posting, postTransactions } from "#domain/ledger/post-transaction.ts";
import type { Line } from "#domain/ledger/rules.ts";
import { cashAccountOf, type ProviderName } from "#domain/provider/rules.ts";
import { type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { reconcileDay } from "./reconcile-day.ts";
import type { Booking } from "./rules.ts";
import { type BookInput, bookInput } from "./schema.ts";

/**
 * Takes what a statement says into the books where we have nothing for it: a fee, money in transit between accounts of our own,
 * or money whose owner is not known yet. A whole line that is left over, or what it differs by. Resolves its incident.
 */
export function bookLines(ctx: Ctx, raw: BookInput): Promise<{ booked: number }> {
  authorize(ctx, "reconciliation:run");
  authorize(ctx, "incident:resolve");
  const { lineIds, to, text } = bookInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const lines = await lockLines(tx, [...new Set(lineIds)]);
    const postings = await postTransactions(
      tx,
      lines.map((line) => postingOf(line, to, text)),
    );
    if (postings.some(({ posted }) => !posted)) throw new DomainError("CONFLICT");
    const extra = lines.map((line, i) => ({ ...line, posting: postings[i]!.id })).filter(({ outcome }) => outcome === "EXTRA");
    await pointAt(tx, extra);
    const incidents = await openIncidentsOf(tx, lines);
    if (incidents.length > 0) await markResolved(tx, incidents, "BOOKED", text);
    const subject = { type: "provider_line", id: lines[0]!.id };
    const after = { to, lines: lines.map(({ lineId, net }) => ({ lineId, amountMinor: net })) };
    await recordAudit(tx, { action: "reconciliation.book", subject, after, reason: text });
    const days = new Map(lines.map(({ provider, day }) => [`${provider}:${day}`, { provider, day }]));
    for (const day of days.values()) await reconcileDay(tx, day);
    return { booked: lines.length };
  });
}

type BookedLine = {
  id: string;
  lineId: string;
  provider: ProviderName;
  day: string;
  outcome: "EXTRA" | "DIFFERENT" | string;
  /** What the books lack: the line's net amount, less what its document says. */
  net: bigint;
  /** How often it was booked before, and undone. */
  before: number;
};

async function lockLines(tx: TxCtx, ids: string[]): Promise<BookedLine[]> {
  await tx.db.$queryRaw`SELECT 1 FROM provider_statement_line WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`;
  const lines = await tx.db.$queryRaw<BookedLine[]>`
    SELECT l.id::text, l.line_id AS "lineId", l.provider::text AS provider, to_char(s.day, 'YYYY-MM-DD') AS day, l.outcome::text AS outcome,
      (l.amount_minor - l.fee_minor
        + coalesce((SELECT sum(f.amount_minor) FROM provider_statement_line f
            WHERE f.kind = 'FEE' AND f.matched_type = l.matched_type AND f.matched_id = l.matched_id AND l.kind <> 'FEE'), 0)
        - coalesce(p.amount_minor - p.fee_minor, -r.amount_minor, (a.amount_minor + a.fee_minor) * CASE l.kind WHEN 'RETURN' THEN 1 ELSE -1 END,
            u.amount_minor, 0))::bigint AS net,
      (SELECT count(*) FROM ledger_transaction t WHERE t.kind = 'reconciliation'
        AND t.reference IN (l.id::text, l.id || '#2', l.id || '#3', l.id || '#4'))::int AS before
    FROM provider_statement_line l JOIN provider_statement s ON s.id = l.statement_id
      LEFT JOIN payment p ON l.matched_type = 'payment' AND p.id = l.matched_id LEFT JOIN refund r ON l.matched_type = 'refund' AND r.id = l.matched_id
      LEFT JOIN payout_attempt a ON l.matched_type = 'payout' AND a.id = l.matched_id LEFT JOIN top_up u ON l.matched_type = 'topup' AND u.id = l.matched_id
    WHERE l.id = ANY (${ids}::uuid[]) ORDER BY l.id`;
  if (lines.length < ids.length) throw new DomainError("NOT_FOUND");
  // A wrong payee or a document that is not done cannot be put right by an entry in the books.
  const open = await tx.db.providerStatementLine.count({
    where: {
      id: { in: ids },
      OR: [{ outcome: "EXTRA" }, { outcome: "DIFFERENT", NOT: { difference: { hasSome: ["payee", "state"] } } }],
    },
  });
  if (open < ids.length || lines.some(({ net, before }) => net === 0n || before > 3)) throw new DomainError("CONFLICT");
  return lines;
}

function postingOf({ id, provider, net, before }: BookedLine, to: Booking, memo: string): Posting {
  const side = (minor: bigint) => (minor > 0n ? { debitMinor: minor } : { creditMinor: -minor });
  const lines: Line[] = [
    { account: { kind: cashAccountOf(provider) }, ...side(net) },
    { account: { kind: to }, ...side(-net) },
  ];
  return { kind: "reconciliation", reference: before === 0 ? id : `${id}#${before + 1}`, memo: memo.slice(0, 200), lines };
}

async function pointAt(tx: TxCtx, lines: readonly { id: string; posting: string }[]): Promise<void> {
  const [ids, postings] = [lines.map(({ id }) => id), lines.map(({ posting }) => posting)];
  await tx.db.$executeRaw`
    UPDATE provider_statement_line l SET outcome = 'MATCHED', matched_type = 'posting', matched_id = x.posting
    FROM unnest(${ids}::uuid[], ${postings}::uuid[]) AS x(id, posting) WHERE l.id = x.id`;
}

async function openIncidentsOf(tx: TxCtx, lines: readonly { id: string }[]): Promise<string[]> {
  const found = await tx.db.incident.findMany({
    where: { status: "OPEN", subjectType: "provider_line", subjectId: { in: lines.map(({ id }) => id) } },
    select: { id: true },
    take: 1000,
  });
  return found.map(({ id }) => id);
}
