import type { TxCtx } from "#lib/context.ts";

/** The account approved is not the account any more: what was prepared or approved for it and not sent yet is held. Trusted. */
export function holdPayouts(tx: TxCtx, payeeAccountIds: readonly string[]): Promise<number> {
  return tx.db.$executeRaw`
    UPDATE payout_item SET status = 'HELD', reason = 'PAYEE_CHANGED', updated_at = ${tx.now} WHERE id IN (
      SELECT id FROM payout_item WHERE payee_account_id = ANY (${[...payeeAccountIds]}::uuid[]) AND status IN ('PREPARED', 'READY')
      ORDER BY id FOR UPDATE)`;
}
