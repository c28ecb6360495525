import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { openIncident } from "#domain/incident/open-incident.ts";
import { reverseTransaction } from "#domain/ledger/post-transaction.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { reconcileDay } from "./reconcile-day.ts";
import { type UnbookInput, unbookInput } from "./schema.ts";

/** Takes back what was booked for a line, by an opposite posting; it is left over again, under a new incident. */
export function unbookLine(ctx: Ctx, raw: UnbookInput): Promise<{ id: string }> {
  authorize(ctx, "reconciliation:run");
  authorize(ctx, "incident:resolve");
  const { lineId, text } = unbookInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`SELECT 1 FROM provider_statement_line WHERE id = ${lineId}::uuid FOR UPDATE`;
    const line = await tx.db.providerStatementLine.findUnique({ where: { id: lineId }, include: { statement: true } });
    if (!line) throw new DomainError("NOT_FOUND");
    const references = [lineId, ...[2, 3, 4].map((n) => `${lineId}#${n}`)];
    const booked = await tx.db.ledgerTransaction.findFirst({
      where: { kind: "reconciliation", reference: { in: references }, reversedBy: null },
      select: { id: true, reference: true },
    });
    if (!booked) throw new DomainError("CONFLICT");
    await reverseTransaction(tx, { kind: "reconciliation", reference: booked.reference }, text);
    if (line.matchedType === "posting")
      await tx.db.providerStatementLine.update({
        where: { id: lineId },
        data: { outcome: "UNMATCHED", matchedType: null, matchedId: null },
      });
    const { provider, day } = line.statement;
    await openIncident(tx, {
      ...{ kind: "reconciliation.extra", provider, day, subject: { type: "provider_line", id: lineId } },
      actualMinor: line.amountMinor,
      details: { lineId: line.lineId, kind: line.kind, outNo: line.outNo, unbooked: text },
      dedupeKey: `reconciliation.unbooked:${booked.id}`,
    });
    const subject = { type: "provider_line", id: lineId };
    await recordAudit(tx, { action: "reconciliation.unbook", subject, before: { posting: booked.id }, reason: text });
    await reconcileDay(tx, { provider, day: day.toISOString().slice(0, 10) });
    return { id: lineId };
  });
}
