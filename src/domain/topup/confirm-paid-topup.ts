import { recordAudit } from "#domain/audit/record-audit.ts";
import { postTransaction } from "#domain/ledger/post-transaction.ts";
import { cashAccountOf, type OnlineProvider } from "#domain/provider/rules.ts";
import type { TxCtx } from "#lib/context.ts";
import { tellDistributor } from "./confirm-topup.ts";

type PaidTopUp = { id: string; provider: OnlineProvider; outNo: string; feeMinor: bigint };

/** The provider's word instead of a second person's. Trusted: only the payment's own transaction calls it, once. */
export async function confirmPaidTopUp(tx: TxCtx, { id, provider, outNo, feeMinor }: PaidTopUp): Promise<void> {
  const topUp = await tx.db.topUp.update({
    where: { id, status: { not: "CONFIRMED" } },
    data: { status: "CONFIRMED", decidedAt: tx.now, rejectReason: null },
  });
  const netMinor = topUp.amountMinor - feeMinor;
  await postTransaction(tx, {
    kind: "topup",
    reference: id,
    memo: outNo,
    currency: topUp.currency,
    lines: [
      ...(netMinor > 0n ? [{ account: { kind: cashAccountOf(provider) }, debitMinor: netMinor }] : []),
      ...(feeMinor > 0n ? [{ account: { kind: "FEES" as const }, debitMinor: feeMinor }] : []),
      { account: { kind: "PREPAID", ownerId: topUp.distributorId }, creditMinor: topUp.amountMinor },
    ],
  });
  await tellDistributor(tx, topUp);
  await recordAudit(tx, {
    action: "topup.confirm",
    subject: { type: "topup", id },
    after: { status: "CONFIRMED", provider, amountMinor: topUp.amountMinor, feeMinor, distributorId: topUp.distributorId },
  });
}

/** Its payment ended without money. A late success still confirms it. */
export async function endTopUp(tx: TxCtx, id: string, why: string): Promise<void> {
  await tx.db.topUp.updateMany({
    where: { id, status: "PENDING" },
    data: { status: "REJECTED", decidedAt: tx.now, rejectReason: why },
  });
}
