import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError, isUniqueViolation } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { consume } from "#lib/rate-limit.ts";
import {
  normalReference,
  type RecordOwnTransferInput,
  type RecordTopUpInput,
  recordOwnTransferInput,
  recordTopUpInput,
} from "./schema.ts";

/** Writes down that a transfer came in. No money moves until a second person confirms it. */
export async function recordTopUp(ctx: Ctx, raw: RecordTopUpInput): Promise<{ id: string }> {
  authorize(ctx, "topup:record");
  const recordedById = actorOf(ctx, "staff").id;
  const { amountMinor, ...input } = recordTopUpInput.parse(raw);
  return record(ctx, { ...input, amountMinor: BigInt(amountMinor), recordedById }, null);
}

/** The distributor says so himself, with the bank's slip; finance looks into the bank and confirms. */
export async function recordOwnTransfer(ctx: Ctx, raw: RecordOwnTransferInput): Promise<{ id: string }> {
  authorize(ctx, "topup:own");
  const { id: recordedById, distributorId } = actorOf(ctx, "distributor");
  const { amountMinor, ...input } = recordOwnTransferInput.parse(raw);
  await consume("own-transfer", distributorId, { points: 20, seconds: 86_400 });
  return record(ctx, { ...input, distributorId, amountMinor: BigInt(amountMinor), recordedById }, recordedById);
}

type Transfer = {
  distributorId: string;
  amountMinor: bigint;
  bankReference: string;
  proofFileId: string | null;
  note: string;
  recordedById: string;
};

/** `proofOwner`: whose file the proof must be. */
async function record(ctx: Ctx, transfer: Transfer, proofOwner: string | null): Promise<{ id: string }> {
  const bankReference = normalReference(transfer.bankReference);
  const id = newId(ctx.now.getTime());
  try {
    return await inTransaction(ctx, async (tx) => {
      const owner = await tx.db.distributor.count({ where: { id: transfer.distributorId } });
      if (!owner) throw new DomainError("NOT_FOUND");
      const proof = {
        id: transfer.proofFileId ?? "",
        ...(proofOwner ? { ownerId: proofOwner, visibility: "STAFF" as const } : {}),
      };
      if (transfer.proofFileId && !(await tx.db.storedFile.count({ where: proof })))
        throw new DomainError("INVALID_INPUT", { fields: { proofFileId: "form.invalid" } });
      const data = { ...transfer, bankReference };
      await tx.db.topUp.create({ data: { ...data, id, createdAt: tx.now } });
      await recordAudit(tx, { action: "topup.record", subject: { type: "topup", id }, after: data });
      return { id };
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new DomainError("DUPLICATE", { fields: { bankReference: "DUPLICATE" } });
    throw error;
  }
}
