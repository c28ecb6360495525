import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { unseal } from "#lib/crypto.ts";
import { DomainError } from "#lib/errors.ts";
import { revealPayeeInput } from "./schema.ts";

export const openPayee = (row: { id: string; numberSealed: Uint8Array }): string =>
  unseal("payee-number", row.numberSealed, row.id);

/** The whole number, for the one who checks it with the bank. The trace is committed before the number is opened. */
export async function revealPayee(ctx: Ctx, raw: { id: string; reason: string }): Promise<{ number: string }> {
  authorize(ctx, "payee:verify");
  const { id, reason } = revealPayeeInput.parse(raw);
  const row = await inTransaction(ctx, async (tx) => {
    const found = await tx.db.payeeAccount.findUnique({
      where: { id },
      select: { id: true, numberSealed: true, numberMasked: true, distributorId: true },
    });
    if (!found) throw new DomainError("NOT_FOUND");
    const { numberMasked, distributorId } = found;
    const after = { numberMasked, distributorId };
    await recordAudit(tx, { action: "payee.reveal", subject: { type: "payee", id }, after, reason });
    return found;
  });
  return { number: openPayee(row) };
}
