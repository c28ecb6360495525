import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { consume } from "#lib/rate-limit.ts";
import { holdPayouts } from "./hold-payouts.ts";
import { lockPayee } from "./lock-payee.ts";
import { retireOwnPayeeInput, retirePayeeInput } from "./schema.ts";
import { codeLimit, spendCode } from "./spend-code.ts";
import { tellPayee } from "./tell-payee.ts";

/** A distributor gives up an account of his. */
export async function retireOwnPayee(ctx: Ctx, raw: { id: string; code: string }): Promise<{ ok: true }> {
  authorize(ctx, "payee:own");
  const actor = actorOf(ctx, "distributor");
  const { id, code } = retireOwnPayeeInput.parse(raw);
  await consume("payee-code", actor.id, codeLimit);
  return inTransaction({ ...ctx, actor }, async (tx) => {
    await spendCode(tx, code);
    return retire(tx, id, { distributorId: actor.distributorId });
  });
}

/** Finance takes an account out of use, for instance when a stranger added it. */
export function retirePayee(ctx: Ctx, raw: { id: string; reason: string }): Promise<{ ok: true }> {
  authorize(ctx, "payee:verify");
  const { id, reason } = retirePayeeInput.parse(raw);
  return inTransaction(ctx, (tx) => retire(tx, id, { reason }));
}

async function retire(tx: TxCtx, id: string, by: { distributorId?: string; reason?: string }): Promise<{ ok: true }> {
  const account = await lockPayee(tx, id, by.distributorId);
  const { status, numberMasked } = account;
  if (status !== "PENDING" && status !== "ACTIVE") throw new DomainError("CONFLICT", { status });
  await tx.db.payeeAccount.update({ where: { id }, data: { status: "RETIRED", retiredAt: tx.now } });
  const held = await holdPayouts(tx, [id]);
  await tellPayee(tx, "RETIRED", account, { reason: by.reason });
  await recordAudit(tx, {
    action: "payee.retire",
    subject: { type: "payee", id },
    before: { status },
    after: { status: "RETIRED", numberMasked, held },
    reason: by.reason ?? null,
  });
  return { ok: true };
}
