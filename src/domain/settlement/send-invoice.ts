import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { findSentFile } from "#domain/file/queries.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError, isUniqueViolation } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { statementNo } from "./rules.ts";
import { type SendInvoiceInput, sendInvoiceInput } from "./schema-invoice.ts";

/** A company sends its invoice for one of its statements; finance checks it. */
export async function sendInvoice(ctx: Ctx, input: SendInvoiceInput): Promise<{ id: string }> {
  authorize(ctx, "statement:own");
  const { distributorId, id: sentById } = actorOf(ctx, "distributor");
  const { statementId, number, fileId } = sendInvoiceInput.parse(input);
  try {
    return await inTransaction(ctx, async (tx) => {
      const [statement] = await tx.db.$queryRaw<{ no: number; status: string; kind: string | null }[]>`
        SELECT no, status::text AS status, tax_basis ->> 'kind' AS kind FROM statement
        WHERE id = ${statementId}::uuid AND distributor_id = ${distributorId}::uuid FOR UPDATE`;
      if (!statement) throw new DomainError("NOT_FOUND");
      if (statement.kind !== "COMPANY" || statement.status !== "PAYABLE") throw new DomainError("CONFLICT");
      const id = newId(tx.now.getTime());
      const file = await findSentFile(tx, fileId);
      if (!file) throw new DomainError("INVALID_INPUT", { fields: { fileId: "form.required" } });
      await tx.db.statementInvoice.create({
        data: { id, statementId, number, fileId: file, sentById, createdAt: tx.now },
      });
      await recordAudit(tx, {
        action: "invoice.send",
        subject: { type: "invoice", id },
        after: { statement: statementNo(statement.no), number },
      });
      return { id };
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new DomainError("DUPLICATE");
    throw error;
  }
}
