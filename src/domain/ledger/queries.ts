import type { Ctx } from "#lib/context.ts";
import { accountId, type OwnedAccountKind, ownedKinds } from "./rules.ts";

/** Trusted reads of the books: the caller has authorized and chosen whose accounts may be seen. */
type Reader = Pick<Ctx, "db">;

export type Balances = {
  prepaidMinor: bigint;
  frozenMinor: bigint;
  payableMinor: bigint;
  /** On its way to the owner: withdrawals and payouts not finished. */
  outgoingMinor: bigint;
  /** What the owner owes us. */
  receivableMinor: bigint;
};

const fieldOf: Record<OwnedAccountKind, keyof Balances> = {
  PREPAID: "prepaidMinor",
  COMMISSION_FROZEN: "frozenMinor",
  COMMISSION_PAYABLE: "payableMinor",
  OUTGOING: "outgoingMinor",
  RECEIVABLE: "receivableMinor",
};

const nothing: Balances = { prepaidMinor: 0n, frozenMinor: 0n, payableMinor: 0n, outgoingMinor: 0n, receivableMinor: 0n };

/** What we owe each owner, in one statement. An owner without accounts has zeros. */
export async function balancesOf(ctx: Reader, ownerIds: readonly string[]): Promise<Map<string, Balances>> {
  const result = new Map<string, Balances>(ownerIds.map((id) => [id, { ...nothing }]));
  if (ownerIds.length === 0) return result;
  const where = new Map(
    ownerIds.flatMap((ownerId) => ownedKinds.map((kind) => [accountId({ kind, ownerId }), { ownerId, kind }])),
  );
  const rows = await ctx.db.ledgerBalance.findMany({ where: { accountId: { in: [...where.keys()] } } });
  for (const row of rows) {
    const at = where.get(row.accountId);
    if (at) result.get(at.ownerId)![fieldOf[at.kind]] = row.balanceMinor;
  }
  return result;
}

export async function getBalances(ctx: Reader, ownerId: string): Promise<Balances> {
  return (await balancesOf(ctx, [ownerId])).get(ownerId)!;
}

export type Entry = {
  id: bigint;
  transactionId: string;
  kind: string;
  reference: string;
  memo: string | null;
  reversal: boolean;
  at: Date;
  /** Debit positive, credit negative, as stored. */
  amountMinor: bigint;
  /** What we owe after it; null on the platform's own accounts, which keep no balance. */
  balanceAfterMinor: bigint | null;
};
export type EntryFilter = { accountId: string; after?: string | null; limit?: number; from?: Date; to?: Date };

/** An account's entries, newest first; `after` is the id of the last one seen. */
export async function listEntries(ctx: Reader, filter: EntryFilter): Promise<{ items: Entry[]; next: string | null }> {
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), 200);
  const rows = await ctx.db.ledgerEntry.findMany({
    where: {
      accountId: filter.accountId,
      ...(filter.after && /^\d{1,18}$/.test(filter.after) ? { id: { lt: BigInt(filter.after) } } : {}),
      ...(filter.from || filter.to ? { transaction: { at: { gte: filter.from, lt: filter.to } } } : {}),
    },
    include: { transaction: true },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const items = rows.slice(0, limit).map(({ id, amountMinor, balanceAfterMinor, transaction }) => ({
    ...{ id, amountMinor, balanceAfterMinor },
    transactionId: transaction.id,
    kind: transaction.kind,
    reference: transaction.reference,
    memo: transaction.memo,
    reversal: transaction.reversesId !== null,
    at: transaction.at,
  }));
  return { items, next: rows.length > limit ? String(items.at(-1)!.id) : null };
}
