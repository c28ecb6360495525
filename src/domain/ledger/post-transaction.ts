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
 * Posts one balanced transaction in one statement: locks the owners' balances in id order, moves them, writes the entries.
 * Returns the transaction's id; `posted` is false when (kind, reference) was posted before.
 * Throws INSUFFICIENT_BALANCE when an owner's account would go below zero. Only commands call it, inside their transaction.
 */
export async function postTransaction(tx: TxCtx, posting: Posting): Promise<{ id: string; posted: boolean }> {
  return writeTransaction(tx, posting, signedLines(posting.lines), null);
}

/** Reverses an earlier posting by an opposite one. A second reversal of the same posting throws CONFLICT. */
export async function reverseTransaction(
  tx: TxCtx,
  original: { kind: string; reference: string },
  memo?: string,
): Promise<{ id: string }> {
  const found = await tx.db.ledgerTransaction.findUnique({
    where: { kind_reference: original },
    include: {
      entries: { include: { account: true } },
      reversedBy: { select: { id: true } },
    },
  });
  if (!found) throw new DomainError("NOT_FOUND");
  if (found.reversedBy) throw new DomainError("CONFLICT");
  const lines = found.entries.map((e) => ({
    account: (e.account.ownerId ? { kind: e.account.kind, ownerId: e.account.ownerId } : { kind: e.account.kind }) as AccountRef,
    amountMinor: -e.amountMinor,
  }));
  const posting = {
    kind: `${original.kind}.reversal`,
    reference: original.reference,
    memo,
    currency: found.entries[0]!.account.currency,
  };
  const { id, posted } = await writeTransaction(tx, posting, lines, found.id);
  if (!posted) throw new DomainError("CONFLICT");
  return { id };
}

type Written = { id: string; owned: number };

async function writeTransaction(
  tx: TxCtx,
  posting: Omit<Posting, "lines">,
  lines: { account: AccountRef; amountMinor: bigint }[],
  reversesId: string | null,
): Promise<{ id: string; posted: boolean }> {
  const id = newId(tx.now.getTime());
  const ids = lines.map((line) => accountId(line.account, posting.currency));
  const owned = new Set(ids.filter((_, i) => "ownerId" in lines[i]!.account));
  const amounts = lines.map((line) => String(line.amountMinor));
  let written: Written[];
  try {
    written = await tx.db.$queryRaw<Written[]>`
      WITH line AS (
        SELECT account_id, amount_minor, pos FROM unnest(${ids}::uuid[], ${amounts}::text[]::bigint[]) WITH ORDINALITY AS l(account_id, amount_minor, pos)
      ), head AS (
        INSERT INTO ledger_transaction (id, kind, reference, memo, reverses_id, actor_kind, actor_id, at)
        VALUES (${id}::uuid, ${posting.kind}, ${posting.reference}, ${posting.memo ?? null}, ${reversesId}::uuid,
                ${tx.actor.kind}, ${actorId(tx.actor)}, ${tx.now})
        ON CONFLICT (kind, reference) DO NOTHING RETURNING id
      ), locked AS (
        SELECT b.account_id FROM ledger_balance b, head WHERE b.account_id = ANY (${[...owned]}::uuid[])
        ORDER BY b.account_id FOR UPDATE OF b
      ), moved AS (
        UPDATE ledger_balance b SET balance_minor = b.balance_minor - d.delta
        FROM locked JOIN (SELECT account_id, sum(amount_minor)::bigint AS delta FROM line GROUP BY 1) d USING (account_id)
        WHERE b.account_id = locked.account_id RETURNING b.account_id, b.balance_minor
      ), entry AS (
        INSERT INTO ledger_entry (transaction_id, account_id, amount_minor, balance_after_minor)
        SELECT head.id, line.account_id, line.amount_minor, moved.balance_minor
        FROM head CROSS JOIN line LEFT JOIN moved USING (account_id) ORDER BY line.pos RETURNING 1
      )
      SELECT head.id::text AS id, (SELECT count(*) FROM moved)::int AS owned FROM head`;
  } catch (error) {
    if (String((error as Error).message).includes("ledger_balance_not_negative")) throw new DomainError("INSUFFICIENT_BALANCE");
    throw error;
  }
  if (written.length === 0) return { id: await postedId(tx, posting), posted: false };
  if (written[0]!.owned !== owned.size) throw new Error(`a ledger account of ${posting.kind} ${posting.reference} is not open`);
  return { id, posted: true };
}

async function postedId(tx: TxCtx, posting: { kind: string; reference: string }): Promise<string> {
  const where = {
    kind_reference: { kind: posting.kind, reference: posting.reference },
  };
  return (
    await tx.db.ledgerTransaction.findUniqueOrThrow({
      where,
      select: { id: true },
    })
  ).id;
}
