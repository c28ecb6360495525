import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { maskTaxId } from "./rules.ts";
import { type ChangeTaxInput, changeTaxInput } from "./schema.ts";

/** Says how a distributor is taxed. Statements from now on follow it; those made stay as they are. Of a tax number only the mask is kept. */
export function changeTax(ctx: Ctx, raw: ChangeTaxInput): Promise<{ id: string }> {
  authorize(ctx, "tax:manage");
  const { id, taxKind, taxId, reason } = changeTaxInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const before = await tx.db.distributor.findUnique({ where: { id }, select: { taxKind: true, taxIdMasked: true } });
    if (!before) throw new DomainError("NOT_FOUND");
    const after = { taxKind, taxIdMasked: taxId ? maskTaxId(taxId) : before.taxIdMasked };
    await tx.db.distributor.update({ where: { id }, data: after });
    await recordAudit(tx, { action: "distributor.changeTax", subject: { type: "distributor", id }, before, after, reason });
    return { id };
  });
}
