import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { lockInvoice } from "./lock-invoice.ts";
import { statementNo } from "./rules.ts";

/** Finance found the invoice right: the statement may be paid. */
export function acceptInvoice(ctx: Ctx, { id }: { id: string }): Promise<{ ok: true }> {
  authorize(ctx, "tax:manage");
  const actor = actorOf(ctx, "staff");
  return inTransaction(ctx, async (tx) => {
    const { number, statement } = await lockInvoice(tx, id, ["SUBMITTED"]);
    await tx.db.statementInvoice.update({
      where: { id },
      data: { status: "ACCEPTED", decidedById: actor.id, decidedAt: tx.now },
    });
    await recordAudit(tx, {
      action: "invoice.accept",
      subject: { type: "invoice", id },
      before: { status: "SUBMITTED" },
      after: { status: "ACCEPTED", number, statement: statementNo(statement.no) },
    });
    return { ok: true };
  });
}
