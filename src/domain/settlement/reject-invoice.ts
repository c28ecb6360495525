import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { mailDistributors } from "#domain/distributor/mail-distributor.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { lockInvoice } from "./lock-invoice.ts";
import { statementNo } from "./rules.ts";
import { rejectInvoiceInput } from "./schema-invoice.ts";

/** Gives an invoice back with a reason, while its statement is not being paid; the distributor sends another. */
export function rejectInvoice(ctx: Ctx, input: { id: string; reason: string }): Promise<{ ok: true }> {
  authorize(ctx, "tax:manage");
  const actor = actorOf(ctx, "staff");
  const { id, reason } = rejectInvoiceInput.parse(input);
  return inTransaction(ctx, async (tx) => {
    const { status, number, statement } = await lockInvoice(tx, id, ["SUBMITTED", "ACCEPTED"]);
    if (statement.status !== "PAYABLE") throw new DomainError("TOO_LATE");
    await tx.db.statementInvoice.update({
      where: { id },
      data: { status: "REJECTED", decidedById: actor.id, decidedAt: tx.now, rejectReason: reason },
    });
    const no = statementNo(statement.no);
    await mailDistributors(tx, "invoice.rejected", [
      { distributorId: statement.distributorId, params: { no, reason }, secrets: {}, dedupeKey: `invoice.rejected:${id}` },
    ]);
    await recordAudit(tx, {
      action: "invoice.reject",
      subject: { type: "invoice", id },
      before: { status },
      after: { status: "REJECTED", number, statement: no },
      reason,
    });
    return { ok: true };
  });
}
