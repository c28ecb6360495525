import type { Ctx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { scopeOf } from "./queries.ts";

export type StatementAdjustment = { id: string; no: number; reason: string; amountMinor: bigint; decidedAt: Date };

/** The adjustments on a statement; the same right as the statement itself. */
export function listStatementAdjustments(ctx: Ctx, statementId: string): Promise<StatementAdjustment[]> {
  const scope = scopeOf(ctx);
  if (!isId(statementId)) throw new DomainError("NOT_FOUND");
  return ctx.db.$queryRaw`
    SELECT a.id::text AS id, a.no, a.reason, a.amount_minor AS "amountMinor", a.decided_at AS "decidedAt"
    FROM adjustment a JOIN statement s ON s.id = a.statement_id
    WHERE a.statement_id = ${statementId}::uuid AND ${scope} ORDER BY a.no LIMIT 500`;
}

export type LeftLine = {
  /** The dispute. */
  id: string;
  no: number;
  status: "OPEN" | "UPHELD" | "CORRECTED" | "WITHDRAWN";
  voucherId: string;
  productName: string;
  redeemedAt: Date;
  amountMinor: bigint;
  openedAt: Date;
  /** The statement it is on since. */
  nextStatementId: string | null;
  nextStatementNo: number | null;
};

/** The lines that left a statement because its distributor contests them. */
export function listLeftLines(ctx: Ctx, statementId: string): Promise<LeftLine[]> {
  const scope = scopeOf(ctx);
  if (!isId(statementId)) throw new DomainError("NOT_FOUND");
  return ctx.db.$queryRaw`
    SELECT x.id::text AS id, x.no, x.status::text AS status, r.voucher_id::text AS "voucherId", p.name AS "productName",
      r.created_at AS "redeemedAt", c.amount_minor AS "amountMinor", x.created_at AS "openedAt",
      n.id::text AS "nextStatementId", n.no AS "nextStatementNo"
    FROM dispute x JOIN statement s ON s.id = x.statement_id JOIN commission c ON c.id = x.commission_id
    JOIN redemption r ON r.id = c.redemption_id JOIN product p ON p.id = r.product_id LEFT JOIN statement n ON n.id = c.statement_id
    WHERE x.statement_id = ${statementId}::uuid AND ${scope} ORDER BY x.no LIMIT 500`;
}
