import { payoutProviders } from "#adapters/payout/providers.ts";
import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { applyReply } from "./apply-reply.ts";
import { releaseItem } from "./book-payout.ts";
import { askProvider, type Providers } from "./call-provider.ts";
import { closeBatches } from "./close-batches.ts";
import { type LockedItem, lockAttempt, lockItem } from "./lock-item.ts";
import { isCancellable } from "./rules.ts";
import { leaseFor } from "./rules-reply.ts";
import { cancelItemInput } from "./schema.ts";

/**
 * Cancels one payout that is not on its way: its money is payable again. One that waits for the payee is taken back at the
 * provider first, and is cancelled only if the provider says so; what the provider says otherwise counts.
 */
export async function cancelItem(
  ctx: Ctx,
  raw: { id: string; reason: string },
  providers: Providers = payoutProviders().on,
): Promise<{ ok: true }> {
  authorize(ctx, "payout:prepare");
  actorOf(ctx, "staff");
  const { id, reason } = cancelItemInput.parse(raw);
  await takeBack(ctx, id, providers);
  await inTransaction(ctx, async (tx) => {
    const item = await lockItem(tx, id);
    if (!isCancellable(item.status)) throw new DomainError("UNDECIDED", { status: item.status });
    await endIntent(tx, item);
    await tx.db.payoutItem.update({ where: { id }, data: { status: "CANCELLED", reason } });
    await releaseItem(tx, item);
    const { status: before, amountMinor } = item;
    const after = { status: "CANCELLED", amountMinor };
    await recordAudit(tx, {
      action: "payout.cancel",
      subject: { type: "payout", id },
      before: { status: before },
      after,
      reason,
    });
  });
  await closeBatches(ctx);
  return { ok: true };
}

/** A number kept for want of balance is given up: the provider's definite refusal is the evidence. */
async function endIntent(tx: TxCtx, item: LockedItem): Promise<void> {
  const attempt = await lockAttempt(tx, item.id);
  if (attempt?.state !== "INTENT") return;
  const refusal = await tx.db.payoutEvidence.findFirst({ where: { attemptId: attempt.id }, orderBy: { seq: "desc" } });
  await tx.db.payoutEvidence.create({
    data: {
      ...{
        id: newId(tx.now.getTime()),
        attemptId: attempt.id,
        kind: "REPLY",
        fromState: "INTENT",
        toState: "CANCELLED",
        at: tx.now,
      },
      details: (refusal?.details ?? {}) as object,
    },
  });
  const data = { state: "CANCELLED" as const, resolvedAt: tx.now, leasedUntil: null, nextQueryAt: null };
  await tx.db.payoutAttempt.update({ where: { id: attempt.id }, data });
}

/** One that waits for its payee: asks the provider to take it back, under a lease like any other question. */
async function takeBack(ctx: Ctx, itemId: string, providers: Providers): Promise<void> {
  const lease = new Date(ctx.now.getTime() + leaseFor);
  const [waiting] = await ctx.db.$queryRaw<{ attemptId: string; outNo: string; ref: string | null; provider: string }[]>`
    UPDATE payout_attempt SET leased_until = ${lease} WHERE item_id = ${itemId}::uuid AND state = 'WAITING'
      AND (leased_until IS NULL OR leased_until < ${ctx.now})
    RETURNING id::text AS "attemptId", out_no AS "outNo", provider_ref AS ref, provider::text AS provider`;
  if (!waiting) return;
  const provider = providers.get(waiting.provider);
  if (!provider) throw new DomainError("PROVIDER_OFF", { provider: waiting.provider });
  const { attemptId, outNo, ref } = waiting;
  const reply = await askProvider("cancel", () => provider.cancel({ outNo, ref }));
  const policy = { inFlightMs: provider.inFlightMs, mayResend: false };
  const evidence = { kind: "REPLY" as const, details: { cancel: true } };
  await applyReply(ctx, { itemId, attemptId, reply, evidence, policy, askedAt: ctx.now, lease });
}
