import { actorOf, authorize, can } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { requirePaymentProvider } from "#domain/provider/queries.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { lockRefund, releaseAmount } from "./apply-refund.ts";
import { sendRefund } from "./ask-refund.ts";
import { waitAfter } from "./rules.ts";
import { approveRefundInput, type RefundState, type RejectRefundInput, rejectRefundInput } from "./schema.ts";

/** The second person. SENDING is committed before the provider is called: killed in between, a query takes it up again. */
export async function approveRefund(ctx: Ctx, raw: { id: string }): Promise<{ id: string; state: RefundState }> {
  authorize(ctx, "refund:approve");
  const decidedById = actorOf(ctx, "staff").id;
  const { id } = approveRefundInput.parse(raw);
  await inTransaction(ctx, async (tx) => {
    const { refund } = await lockRefund(tx, id);
    if (refund.state !== "REQUESTED") throw new DomainError("CONFLICT", { state: refund.state });
    if (refund.requestedById === decidedById) throw new DomainError("SECOND_PERSON_REQUIRED");
    requirePaymentProvider(refund.provider);
    const nextQueryAt = new Date(tx.now.getTime() + waitAfter(0));
    await tx.db.refund.update({ where: { id }, data: { state: "SENDING", decidedById, decidedAt: tx.now, nextQueryAt } });
    await recordAudit(tx, {
      action: "refund.approve",
      subject: { type: "refund", id },
      before: { state: "REQUESTED" },
      after: { state: "SENDING", amountMinor: refund.amountMinor },
    });
  });
  return { id, state: await sendRefund(ctx, id) };
}

/** Moves no money out: whoever may approve rejects, whoever asked for it takes it back. */
export function rejectRefund(ctx: Ctx, raw: RejectRefundInput): Promise<{ id: string }> {
  const actor = ctx.actor.kind === "distributor" ? actorOf(ctx, "distributor") : actorOf(ctx, "staff");
  authorize(ctx, actor.kind === "distributor" ? "topup:own" : "refund:request");
  const { id, reason } = rejectRefundInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const { payment, refund } = await lockRefund(tx, id);
    if (actor.kind === "distributor" && payment.distributorId !== actor.distributorId) throw new DomainError("NOT_FOUND");
    if (refund.requestedById !== actor.id && !can(actor, "refund:approve")) throw new DomainError("FORBIDDEN");
    if (refund.state !== "REQUESTED") throw new DomainError("CONFLICT", { state: refund.state });
    await releaseAmount(tx, payment, refund, { state: "REJECTED", reason, decidedById: actor.id });
    return { id };
  });
}
