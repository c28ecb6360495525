import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError, isUniqueViolation } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { normalReference, type RecordTopUpInput, recordTopUpInput } from "./schema.ts";

/** Writes down that a transfer came in. No money moves until a second person confirms it. */
export async function recordTopUp(ctx: Ctx, raw: RecordTopUpInput): Promise<{ id: string }> {
  authorize(ctx, "topup:record");
  const recordedById = actorOf(ctx, "staff").id;
  const input = recordTopUpInput.parse(raw);
  const bankReference = normalReference(input.bankReference);
  const id = newId(ctx.now.getTime());
  try {
    return await inTransaction(ctx, async (tx) => {
      const owner = await tx.db.distributor.count({ where: { id: input.distributorId } });
      if (!owner) throw new DomainError("NOT_FOUND");
      if (input.proofFileId && !(await tx.db.storedFile.count({ where: { id: input.proofFileId } })))
        throw new DomainError("INVALID_INPUT", { fields: { proofFileId: "form.invalid" } });
      const data = { ...input, bankReference, amountMinor: BigInt(input.amountMinor), recordedById };
      await tx.db.topUp.create({ data: { ...data, id, createdAt: tx.now } });
      await recordAudit(tx, { action: "topup.record", subject: { type: "topup", id }, after: data });
      return { id };
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new DomainError("DUPLICATE", { fields: { bankReference: "DUPLICATE" } });
    throw error;
  }
}
