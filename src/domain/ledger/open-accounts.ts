import type { TxCtx } from "#lib/context.ts";
import { accountId, ownedKinds, signOf } from "./rules.ts";

/** Opens an owner's accounts with balance zero. Safe to repeat. */
export async function openAccounts(tx: TxCtx, ownerId: string, currency = "CNY"): Promise<void> {
  const data = ownedKinds.map((kind) => ({
    id: accountId({ kind, ownerId }, currency),
    kind,
    ownerId,
    currency,
  }));
  await tx.db.ledgerAccount.createMany({ data, skipDuplicates: true });
  await tx.db.ledgerBalance.createMany({
    data: data.map(({ id, kind }) => ({ accountId: id, sign: signOf(kind) })),
    skipDuplicates: true,
  });
}
