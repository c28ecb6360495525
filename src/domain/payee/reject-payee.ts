import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { lockPayee } from "./lock-payee.ts";
import { rejectPayeeInput } from "./schema.ts";
import { tellPayee } from "./tell-payee.ts";

/** Finance does not accept it; the reason is mailed. */
export function rejectPayee(ctx: Ctx, raw: { id: string; reason: string }): Promise<{ ok: true }> {
  authorize(ctx, "payee:verify");
  const decidedById = actorOf(ctx, "staff").id;
  const { id, reason } = rejectPayeeInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const account = await lockPayee(tx, id);
    if (account.status !== "PENDING") throw new DomainError("CONFLICT", { status: account.status });
    const data = { status: "REJECTED" as const, decidedById, decidedAt: tx.now, rejectReason: reason };
    await tx.db.payeeAccount.update({ where: { id }, data });
    await tellPayee(tx, "REJECTED", account, { reason });
    const after = { status: "REJECTED", numberMasked: account.numberMasked };
    await recordAudit(tx, {
      action: "payee.reject",
      subject: { type: "payee", id },
      before: { status: "PENDING" },
      after,
      reason,
    });
    return { ok: true };
  });
}
