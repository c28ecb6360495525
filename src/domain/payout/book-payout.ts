import { mailDistributors } from "#domain/distributor/mail-distributor.ts";
import { postTransaction, reverseTransaction } from "#domain/ledger/post-transaction.ts";
import { payeeLabel } from "#domain/payee/rules.ts";
import { cashAccountOf } from "#domain/provider/rules.ts";
import { statementNo } from "#domain/settlement/rules.ts";
import { withdrawalNo } from "#domain/withdrawal/rules.ts";
import type { TxCtx } from "#lib/context.ts";
import { formatYuan } from "#lib/money.ts";
import type { LockedItem } from "./lock-item.ts";

/** What becomes of the books and of the document an item pays. Trusted: the item is locked by the caller. */

type Paid = { attemptId: string; outNo: string; feeMinor: bigint; at: Date };

/** The money has left: OUTGOING is paid out of what the provider holds for us, with its fee. */
export async function bookPaid(tx: TxCtx, item: LockedItem, { attemptId, outNo, feeMinor, at }: Paid): Promise<void> {
  const paidAt = at < tx.now ? at : tx.now;
  if (item.statementId) {
    await moveStatement(tx, item.statementId, "PAID", paidAt);
    await moveCommissions(tx, item.statementId, "PAYABLE", "PAID");
  } else await tx.db.withdrawal.update({ where: { id: item.withdrawalId! }, data: { status: "PAID", paidAt } });
  await postTransaction(tx, {
    kind: "payout",
    reference: attemptId,
    memo: outNo,
    currency: item.currency,
    lines: [
      { account: { kind: "OUTGOING", ownerId: item.distributorId }, debitMinor: item.amountMinor },
      ...(feeMinor > 0n ? [{ account: { kind: "FEES" as const }, debitMinor: feeMinor }] : []),
      { account: { kind: cashAccountOf(item.provider) }, creditMinor: item.amountMinor + feeMinor },
    ],
  });
  await tell(tx, item, "payout.paid", attemptId);
}

/** It was paid and came back: the statement is payable again; a withdrawal is approved again, to be paid anew or cancelled. */
export async function bookReturned(tx: TxCtx, item: LockedItem, attemptId: string, reason: string): Promise<void> {
  await reverseTransaction(tx, { kind: "payout", reference: attemptId }, reason);
  if (item.statementId) {
    await moveStatement(tx, item.statementId, "PAYABLE", null);
    await moveCommissions(tx, item.statementId, "PAID", "PAYABLE");
    await reverseTransaction(tx, { kind: "payout.reserve", reference: item.id }, reason);
  } else await tx.db.withdrawal.update({ where: { id: item.withdrawalId! }, data: { status: "APPROVED", paidAt: null } });
  await tell(tx, item, "payout.returned", attemptId);
}

/** Nothing was sent and nothing will be: the document waits for another payout. */
export async function releaseItem(tx: TxCtx, item: LockedItem): Promise<void> {
  if (item.statementId) {
    await moveStatement(tx, item.statementId, "PAYABLE", null);
    await reverseTransaction(tx, { kind: "payout.reserve", reference: item.id });
  } else await tx.db.withdrawal.update({ where: { id: item.withdrawalId! }, data: { status: "APPROVED" } });
}

const moveStatement = (tx: TxCtx, id: string, status: "PAID" | "PAYABLE", paidAt: Date | null) =>
  tx.db.statement.update({ where: { id }, data: { status, paidAt } });

/** Locked in id order, as everybody locks commissions. */
const moveCommissions = (tx: TxCtx, statementId: string, from: "PAYABLE" | "PAID", to: "PAYABLE" | "PAID") =>
  tx.db.$executeRaw`
    WITH line AS (SELECT id FROM commission WHERE statement_id = ${statementId}::uuid AND status = ${from}::"CommissionStatus" ORDER BY id FOR UPDATE)
    UPDATE commission c SET status = ${to}::"CommissionStatus" FROM line WHERE c.id = line.id`;

/** What people call the document an item pays: "ST-000042" or "TX-000042". */
export async function documentNo(db: TxCtx["db"], item: Pick<LockedItem, "statementId" | "withdrawalId">): Promise<string> {
  if (item.statementId) {
    const { no } = await db.statement.findUniqueOrThrow({ where: { id: item.statementId }, select: { no: true } });
    return statementNo(no);
  }
  const { no } = await db.withdrawal.findUniqueOrThrow({ where: { id: item.withdrawalId! }, select: { no: true } });
  return withdrawalNo(no);
}

async function tell(tx: TxCtx, item: LockedItem, template: "payout.paid" | "payout.returned", attemptId: string): Promise<void> {
  const payee = await tx.db.payeeAccount.findUniqueOrThrow({
    where: { id: item.payeeAccountId },
    select: { bankName: true, numberMasked: true },
  });
  const no = await documentNo(tx.db, item);
  const params = { no, amount: formatYuan(item.amountMinor), account: payeeLabel(payee) };
  const dedupeKey = `${template}:${attemptId}`;
  await mailDistributors(tx, template, [{ distributorId: item.distributorId, params, secrets: {}, dedupeKey }]);
}
