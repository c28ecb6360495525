import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { postTransaction } from "#domain/ledger/post-transaction.ts";
import type { Line } from "#domain/ledger/rules.ts";
import { type RemovedLine, removeLine } from "#domain/settlement/remove-line.ts";
import { statementNo } from "#domain/settlement/rules.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { consume } from "#lib/rate-limit.ts";
import { addMessage } from "./add-message.ts";
import { mailStaff } from "./mail-dispute.ts";
import { disputeNo, type OpenDisputeInput, openDisputeInput } from "./schema.ts";

/**
 * A distributor contests one line of a statement that nobody pays yet. Just that line is frozen again and waits; the statement is paid
 * without it.
 */
export async function openDispute(ctx: Ctx, input: OpenDisputeInput): Promise<{ id: string }> {
  authorize(ctx, "dispute:own");
  const { distributorId, id: openedById } = actorOf(ctx, "distributor");
  const { statementId, commissionId, text, fileId } = openDisputeInput.parse(input);
  await consume("open-dispute", distributorId, { points: 100, seconds: 86_400 });
  return inTransaction(ctx, async (tx) => {
    const line = await removeLine(tx, { statementId, commissionId, distributorId });
    const { netMinor, taxMinor, offsetMinor } = line;
    const id = newId(tx.now.getTime());
    const { no } = await tx.db.dispute.create({
      data: {
        ...{ id, commissionId, statementId, distributorId, openedById },
        ...{ netMinor, taxMinor, offsetMinor, createdAt: tx.now },
      },
      select: { no: true },
    });
    await postTransaction(tx, { kind: "dispute", reference: id, lines: linesOf(line, distributorId) });
    await addMessage(tx, { disputeId: id, text, fileId });
    await mailStaff(tx, id);
    await recordAudit(tx, {
      action: "dispute.open",
      subject: { type: "dispute", id },
      after: { no: disputeNo(no), statement: statementNo(line.statementNo), commissionId, amountMinor: line.amountMinor },
    });
    return { id };
  });
}

/** What the statement gives up is frozen money again. */
function linesOf({ netMinor, taxMinor, offsetMinor, amountMinor }: RemovedLine, ownerId: string): Line[] {
  const debits: Line[] = [
    { account: { kind: "COMMISSION_PAYABLE", ownerId }, debitMinor: netMinor },
    { account: { kind: "TAX_WITHHELD" }, debitMinor: taxMinor },
    { account: { kind: "RECEIVABLE", ownerId }, debitMinor: offsetMinor },
  ];
  return [
    ...debits.filter((line) => "debitMinor" in line && line.debitMinor > 0n),
    { account: { kind: "COMMISSION_FROZEN", ownerId }, creditMinor: amountMinor },
  ];
}
