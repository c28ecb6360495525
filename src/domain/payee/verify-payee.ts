import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { hour } from "#lib/time.ts";
import { holdPayouts } from "./hold-payouts.ts";
import { lockPayee } from "./lock-payee.ts";
import { verifyPayeeInput } from "./schema.ts";
import { tellPayee } from "./tell-payee.ts";

/** Finance has checked it: it takes the former one's place, and may be paid to once the cooling period is over. */
export function verifyPayee(ctx: Ctx, raw: { id: string }): Promise<{ ok: true }> {
  authorize(ctx, "payee:verify");
  const { id } = verifyPayeeInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const account = await lockPayee(tx, id);
    if (account.status !== "PENDING") throw new DomainError("CONFLICT", { status: account.status });
    const { distributorId, kind } = account;
    const former = await tx.db.payeeAccount.findMany({ where: { distributorId, kind, status: "ACTIVE" } });
    const decided = { decidedById: actorOf(ctx, "staff").id, decidedAt: tx.now };
    await tx.db.payeeAccount.updateMany({
      where: { distributorId, kind, status: "ACTIVE" },
      data: { status: "RETIRED", retiredAt: tx.now },
    });
    const held = await holdPayouts(
      tx,
      former.map((one) => one.id),
    );
    const { payeeCoolingHours } = await getSettings(tx);
    const usableFrom = new Date(tx.now.getTime() + payeeCoolingHours * hour);
    await tx.db.payeeAccount.update({ where: { id }, data: { status: "ACTIVE", usableFrom, ...decided } });
    await tellPayee(tx, "ACTIVATED", account);
    await recordAudit(tx, {
      action: "payee.verify",
      subject: { type: "payee", id },
      before: { status: "PENDING", former: former.map((one) => one.numberMasked) },
      after: { status: "ACTIVE", numberMasked: account.numberMasked, usableFrom, held },
    });
    return { ok: true };
  });
}
