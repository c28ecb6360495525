import type { TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import type { StatementStatus } from "./schema.ts";

export type LockedStatement = {
  id: string;
  no: number;
  distributorId: string;
  totalMinor: bigint;
  /** What is to be paid out. */
  netMinor: bigint;
  status: StatementStatus;
};

/** Every payment step locks its statement first, so they take turns. */
export async function lockStatement(tx: TxCtx, id: string): Promise<LockedStatement> {
  const [statement] = await tx.db.$queryRaw<LockedStatement[]>`
    SELECT id::text AS id, no, distributor_id::text AS "distributorId", total_minor AS "totalMinor", net_minor AS "netMinor",
      status::text AS status
    FROM statement WHERE id = ${id}::uuid FOR UPDATE`;
  if (!statement) throw new DomainError("NOT_FOUND");
  return statement;
}

/** The payment with its statement locked; CONFLICT when it is decided already. */
export async function lockPayment(tx: TxCtx, paymentId: string) {
  const where = { id: paymentId };
  const found = await tx.db.statementPayment.findUnique({ where, select: { statementId: true } });
  if (!found) throw new DomainError("NOT_FOUND");
  const statement = await lockStatement(tx, found.statementId);
  const payment = await tx.db.statementPayment.findUniqueOrThrow({ where });
  if (payment.status !== "PREPARED" || statement.status !== "PREPARED") throw new DomainError("CONFLICT");
  return { payment, statement };
}
