import { actorId, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { type AccountRef, accountId, type Line, signedLines } from "./rules.ts";

export type Posting = {
  /** With `reference` unique: the same posting twice takes effect once. */
  kind: string;
  reference: string;
  memo?: string;
  currency?: string;
  lines: readonly Line[];
};

/**
 * Posts a balanced transaction in one statement: locks the owners' balances in id order, moves them, writes the entries.
 * Returns the transaction's id; `posted` is false when (kind, reference) was posted before.
 * Throws INSUFFICIENT_BALANCE when an owner's account would go below zero. Only commands call it, inside their transaction.
 */
export async function postTransaction(tx: TxCtx, posting: Posting): Promise<{ id: string; posted: boolean }> {
  const [written] = await writeTransactions(tx, [{ posting, lines: signedLines(posting.lines), reversesId: null }]);
  return written!;
}

/** Many postings in one statement, answered in the same order; later ones see what earlier ones did to a balance. */
export async function postTransactions(tx: TxCtx, postings: readonly Posting[]): Promise<{ id: string; posted: boolean }[]> {
  return writeTransactions(
    tx,
    postings.map((posting) => ({ posting, lines: signedLines(posting.lines), reversesId: null })),
  );
}

type Reference = { kind: string; reference: string };

/** Reverses an earlier posting by an opposite one. A second reversal of the same posting throws CONFLICT. */
export async function reverseTransaction(tx: TxCtx, original: Reference, memo?: string): Promise<{ id: string }> {
  const [id] = await reverseTransactions(tx, original.kind, [original.reference], memo);
  return { id: id! };
}

/** Many of one kind in one statement, answered in the same order; all of them or none. */
export async function reverseTransactions(
  tx: TxCtx,
  kind: string,
  references: readonly string[],
  memo?: string,
): Promise<string[]> {
  if (references.length === 0) return [];
  const found = await tx.db.ledgerTransaction.findMany({
    where: { kind, reference: { in: [...references] } },
    include: { entries: { include: { account: true } }, reversedBy: { select: { id: true } } },
  });
  const byReference = new Map(found.map((one) => [one.reference, one]));
  const writes = references.map((reference): Write => {
    const original = byReference.get(reference);
    if (!original) throw new DomainError("NOT_FOUND");
    if (original.reversedBy) throw new DomainError("CONFLICT");
    const lines = original.entries.map((e) => ({
      account: (e.account.ownerId
        ? { kind: e.account.kind, ownerId: e.account.ownerId }
        : { kind: e.account.kind }) as AccountRef,
      amountMinor: -e.amountMinor,
    }));
    const { currency } = original.entries[0]!.account;
    return { posting: { kind: `${kind}.reversal`, reference, memo, currency }, lines, reversesId: original.id };
  });
  const written = await writeTransactions(tx, writes);
  if (written.some(({ posted }) => !posted)) throw new DomainError("CONFLICT");
  return written.map(({ id }) => id);
}

type Head = Omit<Posting, "lines">;
type Write = { posting: Head; lines: { account: AccountRef; amountMinor: bigint }[]; reversesId: string | null };
type Written = { id: string; owned: number };

async function writeTransactions(tx: TxCtx, writes: readonly Write[]): Promise<{ id: string; posted: boolean }[]> {
  if (writes.length === 0) return [];
  const heads = writes.map((write) => ({ ...write, id: newId(tx.now.getTime()) }));
  const lines = heads.flatMap(({ id, posting, lines }) =>
    lines.map((line) => ({ transactionId: id, accountId: accountId(line.account, posting.currency), ...line })),
  );
  const rows = await runPosting(tx, heads, lines);
  const posted = new Set(rows.map((row) => row.id));
  const expected = ownedAccounts(lines.filter((line) => posted.has(line.transactionId)));
  if (rows.length > 0 && rows[0]!.owned !== expected.length)
    throw new Error(`a ledger account of ${heads.map(({ posting }) => `${posting.kind} ${posting.reference}`)} is not open`);
  if (posted.size === heads.length) return heads.map(({ id }) => ({ id, posted: true }));
  const earlier = await postedIds(
    tx,
    heads.filter(({ id }) => !posted.has(id)).map(({ posting }) => posting),
  );
  return heads.map(({ id, posting }) =>
    posted.has(id) ? { id, posted: true } : { id: earlier.get(`${posting.kind}|${posting.reference}`)!, posted: false },
  );
}

type SignedLine = { transactionId: string; accountId: string; account: AccountRef; amountMinor: bigint };

const ownedAccounts = (lines: readonly SignedLine[]): string[] => [
  ...new Set(lines.filter((line) => "ownerId" in line.account).map((line) => line.accountId)),
];

async function runPosting(
  tx: TxCtx,
  heads: readonly (Write & { id: string })[],
  lines: readonly SignedLine[],
): Promise<Written[]> {
  const ids = heads.map((head) => head.id);
  const kinds = heads.map((head) => head.posting.kind);
  const references = heads.map((head) => head.posting.reference);
  const memos = heads.map((head) => head.posting.memo ?? null);
  const reverses = heads.map((head) => head.reversesId);
  const transactionIds = lines.map((line) => line.transactionId);
  const accountIds = lines.map((line) => line.accountId);
  const amounts = lines.map((line) => String(line.amountMinor));
  try {
    return await tx.db.$queryRaw<Written[]>`/* prepared */
      WITH head AS (
        INSERT INTO ledger_transaction (id, kind, reference, memo, reverses_id, actor_kind, actor_id, at)
        SELECT id, kind, reference, memo, reverses_id, ${tx.actor.kind}, ${actorId(tx.actor)}, ${tx.now}
        FROM unnest(${ids}::uuid[], ${kinds}::text[], ${references}::text[], ${memos}::text[], ${reverses}::uuid[])
          AS h(id, kind, reference, memo, reverses_id)
        ON CONFLICT (kind, reference) DO NOTHING RETURNING id
      ), line AS (
        SELECT l.transaction_id, l.account_id, l.amount_minor, l.pos,
          sum(l.amount_minor) OVER (PARTITION BY l.account_id ORDER BY l.pos DESC)::bigint - l.amount_minor AS still_to_come
        FROM unnest(${transactionIds}::uuid[], ${accountIds}::uuid[], ${amounts}::text[]::bigint[]) WITH ORDINALITY
          AS l(transaction_id, account_id, amount_minor, pos)
        JOIN head ON head.id = l.transaction_id
      ), locked AS (
        SELECT b.account_id FROM ledger_balance b WHERE b.account_id = ANY (${ownedAccounts(lines)}::uuid[]) AND EXISTS (SELECT 1 FROM head)
        ORDER BY b.account_id FOR UPDATE OF b
      ), moved AS (
        UPDATE ledger_balance b SET balance_minor = b.balance_minor - b.sign * d.delta
        FROM locked JOIN (SELECT account_id, sum(amount_minor)::bigint AS delta FROM line GROUP BY 1) d USING (account_id)
        WHERE b.account_id = locked.account_id RETURNING b.account_id, b.balance_minor, b.sign
      ), entry AS (
        INSERT INTO ledger_entry (transaction_id, account_id, amount_minor, balance_after_minor)
        SELECT line.transaction_id, line.account_id, line.amount_minor, moved.balance_minor + moved.sign * line.still_to_come
        FROM line LEFT JOIN moved USING (account_id) ORDER BY line.pos RETURNING 1
      )
      SELECT head.id::text AS id, (SELECT count(*) FROM moved)::int AS owned FROM head`;
  } catch (error) {
    throw refusalOf(error);
  }
}

/** What the database's own rules refuse, in our words. */
function refusalOf(error: unknown): unknown {
  const text = String((error as Error).message);
  if (text.includes("ledger_balance_not_negative")) return new DomainError("INSUFFICIENT_BALANCE");
  return /the day of .* is closed/.test(text) ? new DomainError("DAY_CLOSED") : error;
}

async function postedIds(tx: TxCtx, postings: readonly Head[]): Promise<Map<string, string>> {
  const rows = await tx.db.ledgerTransaction.findMany({
    where: { OR: postings.map(({ kind, reference }) => ({ kind, reference })) },
    select: { id: true, kind: true, reference: true },
  });
  return new Map(rows.map((row) => [`${row.kind}|${row.reference}`, row.id]));
}
