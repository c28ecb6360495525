import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { postTransaction } from "#domain/ledger/post-transaction.ts";
import { type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { announcePaid } from "./announce-statements.ts";
import { type LockedStatement, lockPayment } from "./lock-statement.ts";

/** A second person confirms that the money has left: the commissions are paid, in the books too. Takes effect once. */
export function approvePayment(ctx: Ctx, input: { paymentId: string }): Promise<{ ok: true }> {
  authorize(ctx, "payment:approve");
  const actor = actorOf(ctx, "staff");
  return inTransaction(ctx, async (tx) => {
    const { payment, statement } = await lockPayment(tx, input.paymentId);
    if (payment.preparedById === actor.id) throw new DomainError("SECOND_PERSON_REQUIRED");
    await tx.db.statementPayment.update({
      where: { id: payment.id },
      data: { status: "APPROVED", decidedById: actor.id, decidedAt: tx.now },
    });
    await tx.db.statement.update({ where: { id: statement.id }, data: { status: "PAID", paidAt: tx.now } });
    await payCommissions(tx, statement);
    await postTransaction(tx, {
      kind: "payment",
      reference: payment.id,
      memo: payment.transferReference,
      lines: [
        {
          account: { kind: "COMMISSION_PAYABLE", ownerId: statement.distributorId },
          debitMinor: payment.amountMinor,
        },
        { account: { kind: "BANK" }, creditMinor: payment.amountMinor },
      ],
    });
    await announcePaid(tx, [statement]);
    await recordAudit(tx, {
      action: "payment.approve",
      subject: { type: "statement", id: statement.id },
      before: { status: statement.status },
      after: {
        ...{ status: "PAID", paymentId: payment.id, transferReference: payment.transferReference },
        amountMinor: payment.amountMinor,
      },
    });
    return { ok: true };
  });
}

/** Locked in id order, as everybody locks commissions. The amount paid must be what the lines add up to. */
async function payCommissions(tx: TxCtx, statement: LockedStatement): Promise<void> {
  const rows = await tx.db.$queryRaw<{ totalMinor: bigint | null }[]>`
    WITH line AS (SELECT id FROM commission WHERE statement_id = ${statement.id}::uuid ORDER BY id FOR UPDATE), paid AS (
      UPDATE commission c SET status = 'PAID' FROM line WHERE c.id = line.id AND c.status = 'PAYABLE' RETURNING c.amount_minor)
    SELECT sum(amount_minor)::bigint AS "totalMinor" FROM paid`;
  if (rows[0]?.totalMinor !== statement.totalMinor) throw new Error(`statement ${statement.id} does not add up`);
}
