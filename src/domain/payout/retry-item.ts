import { payoutProviders } from "#adapters/payout/providers.ts";
import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { applyReply } from "./apply-reply.ts";
import { askProvider, type Providers } from "./call-provider.ts";
import { lockItem } from "./lock-item.ts";
import { itemIdInput } from "./schema.ts";

/**
 * A person sends a failed payout again: same payee, same amount, as approved; a new attempt with a new number. The provider is
 * asked about the last number first: should it not say "failed" any more, nothing is sent and a person looks.
 */
export async function retryItem(
  ctx: Ctx,
  raw: { id: string },
  providers: Providers = payoutProviders().on,
): Promise<{ ok: true }> {
  authorize(ctx, "payout:prepare");
  actorOf(ctx, "staff");
  const { id } = itemIdInput.parse(raw);
  await askAgain(ctx, id, providers);
  return inTransaction(ctx, async (tx) => {
    const item = await lockItem(tx, id);
    // A bank file is made once: what failed in it is cancelled and goes into another batch.
    if (item.status !== "FAILED" || item.batchStatus !== "APPROVED" || item.provider === "BANK")
      throw new DomainError("CONFLICT", { status: item.status });
    await requirePayee(tx, item.payeeAccountId);
    await tx.db.payoutItem.update({ where: { id }, data: { status: "READY", reason: null } });
    const after = { status: "READY", amountMinor: item.amountMinor };
    await recordAudit(tx, { action: "payout.retry", subject: { type: "payout", id }, before: { status: "FAILED" }, after });
    return { ok: true };
  });
}

async function requirePayee(tx: TxCtx, id: string): Promise<void> {
  const payee = await tx.db.payeeAccount.findUniqueOrThrow({ where: { id }, select: { status: true } });
  if (payee.status !== "ACTIVE") throw new DomainError("PAYEE_REQUIRED", { obstacle: "PAYEE_CHANGED" });
}

async function askAgain(ctx: Ctx, itemId: string, providers: Providers): Promise<void> {
  const last = await ctx.db.payoutAttempt.findFirst({ where: { itemId }, orderBy: { turn: "desc" } });
  const provider = last ? providers.get(last.provider) : undefined;
  if (!last || !provider || (last.state !== "FAILED" && last.state !== "CANCELLED")) return;
  const reply = await askProvider("query", () => provider.query({ outNo: last.outNo, ref: last.providerRef }));
  if (reply.state === "FAILED" || reply.state === "CANCELLED" || reply.state === "NOT_FOUND") return;
  const policy = { inFlightMs: provider.inFlightMs, mayResend: false };
  const told = { itemId, attemptId: last.id, reply, evidence: { kind: "QUERY" as const }, policy, askedAt: ctx.now, lease: null };
  await applyReply(ctx, told);
  throw new DomainError("UNDECIDED", { state: reply.state });
}
