import { mailDistributors } from "#domain/distributor/mail-distributor.ts";
import { postTransaction, reverseTransaction } from "#domain/ledger/post-transaction.ts";
import type { TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { formatYuan } from "#lib/money.ts";

type Locked = { id: string; status: "FROZEN" | "PAYABLE" | "PAID" | "REVERSED"; distributorId: string; amountMinor: bigint };
export type Reversed = { count: number; clawedBackMinor: bigint };

/**
 * Takes back what a redemption earned, in the reversal's own transaction. What is frozen is reversed. What is on a statement stays there:
 * with `clawBack` its distributor owes it from now on and later statements repay it; without, it is TOO_LATE. Rows are locked in id
 * order, as settlement locks them, so one of the two waits and then sees what the other did.
 */
export async function reverseCommissions(
  tx: TxCtx,
  redemptionId: string,
  { clawBack }: { clawBack: boolean },
): Promise<Reversed> {
  const rows = await tx.db.$queryRaw<Locked[]>`
    SELECT id::text AS id, status::text AS status, distributor_id::text AS "distributorId", amount_minor AS "amountMinor"
    FROM commission WHERE redemption_id = ${redemptionId}::uuid ORDER BY id FOR UPDATE`;
  const frozen = rows.filter((row) => row.status === "FROZEN");
  const settled = rows.filter((row) => row.status === "PAYABLE" || row.status === "PAID");
  if (settled.length > 0 && !clawBack) throw new DomainError("TOO_LATE");
  await tx.db.commission.updateMany({
    where: { id: { in: frozen.map((row) => row.id) } },
    data: { status: "REVERSED", resolvedAt: tx.now },
  });
  if (settled.length > 0) await claw(tx, redemptionId, frozen, settled);
  else if (frozen.length > 0) await reverseTransaction(tx, { kind: "commission", reference: redemptionId });
  const clawedBackMinor = settled.reduce((sum, row) => sum + row.amountMinor, 0n);
  return { count: frozen.length + settled.length, clawedBackMinor };
}

/** One posting for all shares: those still frozen give up their frozen money, the settled ones become a debt. */
async function claw(tx: TxCtx, redemptionId: string, frozen: Locked[], settled: Locked[]): Promise<void> {
  const debit = (kind: "COMMISSION_FROZEN" | "RECEIVABLE") => (row: Locked) => ({
    account: { kind, ownerId: row.distributorId },
    debitMinor: row.amountMinor,
  });
  await tx.db.clawback.createMany({
    data: settled.map(({ id: commissionId, distributorId, amountMinor }) => ({
      ...{ commissionId, redemptionId, distributorId, amountMinor, createdAt: tx.now },
    })),
  });
  await postTransaction(tx, {
    kind: "clawback",
    reference: redemptionId,
    lines: [
      ...settled.map(debit("RECEIVABLE")),
      ...frozen.map(debit("COMMISSION_FROZEN")),
      {
        account: { kind: "COMMISSION_EXPENSE" },
        creditMinor: [...settled, ...frozen].reduce((sum, row) => sum + row.amountMinor, 0n),
      },
    ],
  });
  const redemption = await tx.db.redemption.findUniqueOrThrow({
    where: { id: redemptionId },
    select: { voucher: { select: { product: { select: { name: true } } } } },
  });
  await mailDistributors(
    tx,
    "commission.clawback",
    settled.map(({ id, distributorId, amountMinor }) => ({
      distributorId,
      params: { amount: formatYuan(amountMinor), product: redemption.voucher.product.name },
      secrets: {},
      dedupeKey: `commission.clawback:${id}`,
    })),
  );
}
