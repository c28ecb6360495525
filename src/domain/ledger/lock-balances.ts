import type { TxCtx } from "#lib/context.ts";
import { accountId, type OwnedAccountKind } from "./rules.ts";

/**
 * Owners' balances, locked in account order as every posting locks them: for a command whose amounts depend on one. Name every kind it
 * will post to, so that its posting has nothing left to wait for.
 */
export async function lockBalances(
  tx: TxCtx,
  ownerIds: readonly string[],
  kinds: readonly OwnedAccountKind[],
): Promise<(ownerId: string, kind: OwnedAccountKind) => bigint> {
  const ids = ownerIds.flatMap((ownerId) => kinds.map((kind) => accountId({ kind, ownerId })));
  const rows = await tx.db.$queryRaw<{ accountId: string; balanceMinor: bigint }[]>`
    SELECT account_id::text AS "accountId", balance_minor AS "balanceMinor" FROM ledger_balance
    WHERE account_id = ANY (${ids}::uuid[]) ORDER BY account_id FOR UPDATE`;
  const found = new Map(rows.map((row) => [row.accountId, row.balanceMinor]));
  return (ownerId, kind) => found.get(accountId({ kind, ownerId })) ?? 0n;
}
