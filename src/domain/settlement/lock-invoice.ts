import type { TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";

/** The invoice with its statement locked, so that nobody prepares a payout meanwhile; CONFLICT when it is not as the decision needs it. */
export async function lockInvoice(tx: TxCtx, id: string, from: readonly ("SUBMITTED" | "ACCEPTED")[]) {
  const found = await tx.db.statementInvoice.findUnique({ where: { id }, select: { statementId: true } });
  if (!found) throw new DomainError("NOT_FOUND");
  await tx.db.$queryRaw`SELECT 1 FROM statement WHERE id = ${found.statementId}::uuid FOR UPDATE`;
  const invoice = await tx.db.statementInvoice.findUniqueOrThrow({ where: { id }, include: { statement: true } });
  if (!from.some((status) => status === invoice.status)) throw new DomainError("CONFLICT");
  return invoice;
}
