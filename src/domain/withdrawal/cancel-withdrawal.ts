import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { reverseTransaction } from "#domain/ledger/post-transaction.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { lockWithdrawal } from "./lock-withdrawal.ts";
import { withdrawalIdInput } from "./schema.ts";

/**
 * The distributor changes his mind while nothing is being paid: the money is prepaid again. That is also the way back for
 * one that was paid and came back, which is APPROVED again until it is paid anew or cancelled.
 */
export function cancelWithdrawal(ctx: Ctx, raw: { id: string }): Promise<{ ok: true }> {
  authorize(ctx, "withdrawal:own");
  const { distributorId } = actorOf(ctx, "distributor");
  const { id } = withdrawalIdInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const { status } = await lockWithdrawal(tx, id, distributorId);
    if (status !== "REQUESTED" && status !== "APPROVED") throw new DomainError("CONFLICT", { status });
    await tx.db.withdrawal.update({ where: { id }, data: { status: "CANCELLED" } });
    await reverseTransaction(tx, { kind: "withdrawal", reference: id });
    const change = { before: { status }, after: { status: "CANCELLED" } };
    await recordAudit(tx, { action: "withdrawal.cancel", subject: { type: "withdrawal", id }, ...change });
    return { ok: true };
  });
}
