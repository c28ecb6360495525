import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { adjustmentNo, type RequestAdjustmentInput, requestAdjustmentInput } from "./schema.ts";

/** Asks for a correction by hand. Nothing moves in the books until another person approves it. */
export function requestAdjustment(ctx: Ctx, input: RequestAdjustmentInput): Promise<{ id: string }> {
  authorize(ctx, "adjustment:request");
  const given = requestAdjustmentInput.parse(input);
  return inTransaction(ctx, (tx) => insertAdjustment(tx, given, null));
}

/** The same from a dispute's decision. Trusted: the caller has authorized. */
export async function insertAdjustment(
  tx: TxCtx,
  { distributorId, sign, amountMinor, reason }: RequestAdjustmentInput,
  disputeId: string | null,
): Promise<{ id: string }> {
  const { id: requestedById } = actorOf(tx, "staff");
  const distributor = await tx.db.distributor.findUnique({ where: { id: distributorId }, select: { id: true } });
  if (!distributor) throw new DomainError("NOT_FOUND", { fields: { distributorId: "NOT_FOUND" } });
  const id = newId(tx.now.getTime());
  const signed = sign === "PLUS" ? BigInt(amountMinor) : -BigInt(amountMinor);
  const { no } = await tx.db.adjustment.create({
    data: { id, distributorId, amountMinor: signed, reason, disputeId, requestedById, createdAt: tx.now },
    select: { no: true },
  });
  await recordAudit(tx, {
    action: "adjustment.request",
    subject: { type: "adjustment", id },
    after: { no: adjustmentNo(no), distributorId, amountMinor: signed, disputeId },
    reason,
  });
  return { id };
}
