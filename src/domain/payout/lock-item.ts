import type { TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import type { AttemptState, BatchStatus, ItemStatus, PayoutProviderKey } from "./rules.ts";

export type LockedItem = {
  id: string;
  no: number;
  batchId: string;
  batchStatus: BatchStatus;
  provider: PayoutProviderKey;
  currency: string;
  distributorId: string;
  statementId: string | null;
  withdrawalId: string | null;
  payeeAccountId: string;
  amountMinor: bigint;
  status: ItemStatus;
};

/** Every step locks its item first, then the attempt, then the document, its commissions and the balances: never the other way. */
export async function lockItem(tx: TxCtx, id: string): Promise<LockedItem> {
  const [item] = await tx.db.$queryRaw<LockedItem[]>`
    SELECT i.id::text AS id, i.no, i.batch_id::text AS "batchId", b.status::text AS "batchStatus", b.provider::text AS provider, b.currency,
      i.distributor_id::text AS "distributorId", i.statement_id::text AS "statementId", i.withdrawal_id::text AS "withdrawalId",
      i.payee_account_id::text AS "payeeAccountId", i.amount_minor AS "amountMinor", i.status::text AS status
    FROM payout_item i JOIN payout_batch b ON b.id = i.batch_id WHERE i.id = ${id}::uuid FOR UPDATE OF i`;
  if (!item) throw new DomainError("NOT_FOUND");
  return item;
}

export type LockedAttempt = {
  id: string;
  /** 1, 2, … */
  turn: number;
  outNo: string;
  amountMinor: bigint;
  state: AttemptState;
  providerRef: string | null;
  confirmBy: Date | null;
  queryCount: number;
  leasedUntil: Date | null;
  createdAt: Date;
  sentAt: Date | null;
  resolvedAt: Date | null;
  proposedState: AttemptState | null;
  proposedById: string | null;
};

/** The item's newest attempt, or the one named, locked; the item is locked already. */
export async function lockAttempt(tx: TxCtx, itemId: string, id: string | null = null): Promise<LockedAttempt | null> {
  const [attempt] = await tx.db.$queryRaw<LockedAttempt[]>`
    SELECT id::text AS id, turn, out_no AS "outNo", amount_minor AS "amountMinor", state::text AS state, provider_ref AS "providerRef",
      confirm_by AS "confirmBy", query_count AS "queryCount", leased_until AS "leasedUntil", created_at AS "createdAt", sent_at AS "sentAt", resolved_at AS "resolvedAt",
      proposed_state::text AS "proposedState", proposed_by_id::text AS "proposedById"
    FROM payout_attempt WHERE item_id = ${itemId}::uuid AND (${id}::uuid IS NULL OR id = ${id}::uuid) ORDER BY turn DESC LIMIT 1 FOR UPDATE`;
  return attempt ?? null;
}
