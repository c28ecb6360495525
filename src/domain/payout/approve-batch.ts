import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { type Ctx, inTransaction, type StaffActor, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { lockBatch } from "./lock-batch.ts";
import { batchIdInput } from "./schema.ts";

/** A second person lets it go out. Finance may up to its limit, an owner without one. What is held meanwhile stays held. */
export function approveBatch(ctx: Ctx, raw: { id: string }): Promise<{ ok: true }> {
  authorize(ctx, "payout:approve");
  const actor = actorOf(ctx, "staff");
  const { id } = batchIdInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const batch = await lockBatch(tx, id);
    if (batch.status !== "PREPARED") throw new DomainError("CONFLICT", { status: batch.status });
    if (batch.preparedById === actor.id) throw new DomainError("SECOND_PERSON_REQUIRED");
    const { ready, held, totalMinor } = await readyItems(tx, id);
    if (ready === 0) throw new DomainError("CONFLICT", { held });
    await requireLimit(tx, actor, totalMinor);
    await tx.db.payoutBatch.update({ where: { id }, data: { status: "APPROVED", decidedById: actor.id, decidedAt: tx.now } });
    const after = { status: "APPROVED", items: ready, held, totalMinor };
    await recordAudit(tx, {
      action: "payout.approve",
      subject: { type: "payoutBatch", id },
      before: { status: "PREPARED" },
      after,
    });
    return { ok: true };
  });
}

type Readied = { ready: number; held: number; totalMinor: bigint };

/** Only what was prepared for an account that is still in use becomes ready. */
async function readyItems(tx: TxCtx, batchId: string): Promise<Readied> {
  const [row] = await tx.db.$queryRaw<Readied[]>`
    WITH item AS (
      SELECT id, payee_account_id FROM payout_item WHERE batch_id = ${batchId}::uuid AND status = 'PREPARED' ORDER BY id FOR UPDATE
    ), moved AS (
      UPDATE payout_item i SET updated_at = ${tx.now},
        status = CASE p.status WHEN 'ACTIVE' THEN 'READY' ELSE 'HELD' END::"PayoutItemStatus",
        reason = CASE p.status WHEN 'ACTIVE' THEN NULL ELSE 'PAYEE_CHANGED' END
      FROM item JOIN payee_account p ON p.id = item.payee_account_id WHERE i.id = item.id RETURNING i.status, i.amount_minor
    )
    SELECT count(*) FILTER (WHERE status = 'READY')::int AS ready, count(*) FILTER (WHERE status = 'HELD')::int AS held,
      coalesce(sum(amount_minor) FILTER (WHERE status = 'READY'), 0)::bigint AS "totalMinor" FROM moved`;
  return row!;
}

async function requireLimit(tx: TxCtx, actor: StaffActor, totalMinor: bigint): Promise<void> {
  if (actor.role === "OWNER") return;
  const limitMinor = BigInt((await getSettings(tx)).payoutLimitFinanceMinor);
  if (totalMinor > limitMinor) throw new DomainError("ABOVE_LIMIT", { limitMinor: String(limitMinor) });
}
