import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError, isUniqueViolation } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { lockStatement } from "./lock-statement.ts";
import { type PreparePaymentInput, preparePaymentInput } from "./schema.ts";

/** Records the bank transfer that pays a statement. Nothing moves in the books until somebody else approves it. */
export async function preparePayment(ctx: Ctx, input: PreparePaymentInput): Promise<{ id: string }> {
  authorize(ctx, "payment:prepare");
  const actor = actorOf(ctx, "staff");
  const { statementId, transferReference } = preparePaymentInput.parse(input);
  try {
    return await inTransaction(ctx, async (tx) => {
      const statement = await lockStatement(tx, statementId);
      if (statement.status !== "PAYABLE") throw new DomainError("CONFLICT");
      const id = newId(tx.now.getTime());
      const amountMinor = statement.totalMinor;
      const prepared = { preparedById: actor.id, preparedAt: tx.now };
      await tx.db.statementPayment.create({ data: { id, statementId, amountMinor, transferReference, ...prepared } });
      await tx.db.statement.update({ where: { id: statementId }, data: { status: "PREPARED" } });
      await recordAudit(tx, {
        action: "payment.prepare",
        subject: { type: "statement", id: statementId },
        after: { paymentId: id, transferReference, amountMinor },
      });
      return { id };
    });
  } catch (error) {
    // Already on another statement: either this number or that payment is wrong.
    if (isUniqueViolation(error)) throw new DomainError("DUPLICATE", { fields: { transferReference: "DUPLICATE" } });
    throw error;
  }
}
