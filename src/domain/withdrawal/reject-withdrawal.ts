import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { reverseTransaction } from "#domain/ledger/post-transaction.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { lockWithdrawal } from "./lock-withdrawal.ts";
import { rejectWithdrawalInput } from "./schema.ts";
import { tellOutcome } from "./tell-outcome.ts";

/** Finance refuses with a reason; the money is prepaid again. */
export function rejectWithdrawal(ctx: Ctx, raw: { id: string; reason: string }): Promise<{ ok: true }> {
  authorize(ctx, "payout:approve");
  const decidedById = actorOf(ctx, "staff").id;
  const { id, reason } = rejectWithdrawalInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const withdrawal = await lockWithdrawal(tx, id);
    const { status } = withdrawal;
    if (status !== "REQUESTED") throw new DomainError("CONFLICT", { status });
    const data = { status: "REJECTED" as const, decidedById, decidedAt: tx.now, rejectReason: reason };
    await tx.db.withdrawal.update({ where: { id }, data });
    await reverseTransaction(tx, { kind: "withdrawal", reference: id }, reason);
    await tellOutcome(tx, withdrawal, "REJECTED", reason);
    const change = { before: { status }, after: { status: "REJECTED" }, reason };
    await recordAudit(tx, { action: "withdrawal.reject", subject: { type: "withdrawal", id }, ...change });
    return { ok: true };
  });
}
