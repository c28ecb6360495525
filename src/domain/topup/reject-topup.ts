import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { getPending } from "./confirm-topup.ts";
import { type RejectTopUpInput, rejectTopUpInput } from "./schema.ts";

/** Moves no money, so who recorded it may also withdraw it. Its bank reference may then be recorded again. */
export function rejectTopUp(ctx: Ctx, raw: RejectTopUpInput): Promise<{ id: string }> {
  authorize(ctx, "topup:decide");
  const decidedById = actorOf(ctx, "staff").id;
  const { id, reason } = rejectTopUpInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    await getPending(tx, id);
    const { count } = await tx.db.topUp.updateMany({
      where: { id, status: "PENDING" },
      data: { status: "REJECTED", decidedById, decidedAt: tx.now, rejectReason: reason },
    });
    if (count === 0) throw new DomainError("CONFLICT");
    await recordAudit(tx, {
      action: "topup.reject",
      subject: { type: "topup", id },
      before: { status: "PENDING" },
      after: { status: "REJECTED" },
      reason,
    });
    return { id };
  });
}
