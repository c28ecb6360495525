import { authorize } from "#domain/access/rules.ts";
import { getBalances } from "#domain/ledger/queries.ts";
import { accountId } from "#domain/ledger/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";

export type Debt = {
  id: string;
  at: Date;
  /** clawback and adjustment: owed; settlement: repaid; dispute: a repayment given back. */
  kind: "clawback" | "adjustment" | "settlement" | "dispute";
  /** Plus: owed more. Minus: repaid. */
  amountMinor: bigint;
  owedAfterMinor: bigint;
  memo: string | null;
  statementId: string | null;
  statementNo: number | null;
  adjustmentNo: number | null;
  disputeId: string | null;
  disputeNo: number | null;
  redemptionId: string | null;
  productName: string | null;
};
export type DebtPage = { owedMinor: bigint; items: Debt[]; next: string | null };

/** What a distributor owes and how it came about and was repaid, newest first: staff name whose, a distributor reads its own. */
export async function listDebts(
  ctx: Ctx,
  input: { distributorId?: string; after?: string; limit?: number } = {},
): Promise<DebtPage> {
  const ownerId = ownerOf(ctx, input.distributorId);
  const limit = Math.min(Math.max(input.limit ?? 50, 1), 200);
  const after = input.after && /^\d{1,18}$/.test(input.after) ? Prisma.sql`AND e.id < ${BigInt(input.after)}` : Prisma.empty;
  const [{ receivableMinor }, rows] = await Promise.all([
    getBalances(ctx, ownerId),
    ctx.db.$queryRaw<Debt[]>`
      WITH page AS (
        SELECT e.id, t.at, t.kind, t.reference, t.memo, e.amount_minor, e.balance_after_minor FROM ledger_entry e
        JOIN ledger_transaction t ON t.id = e.transaction_id
        WHERE e.account_id = ${accountId({ kind: "RECEIVABLE", ownerId })}::uuid ${after} ORDER BY e.id DESC LIMIT ${limit + 1})
      SELECT page.id::text AS id, page.at, page.kind, page.amount_minor AS "amountMinor", page.balance_after_minor AS "owedAfterMinor", page.memo,
        s.id::text AS "statementId", s.no AS "statementNo", a.no AS "adjustmentNo", x.id::text AS "disputeId", x.no AS "disputeNo",
        r.id::text AS "redemptionId", p.name AS "productName"
      FROM page LEFT JOIN dispute x ON page.kind = 'dispute' AND x.id = page.reference::uuid
      LEFT JOIN statement s ON s.id = CASE page.kind WHEN 'settlement' THEN page.reference::uuid ELSE x.statement_id END
      LEFT JOIN adjustment a ON page.kind = 'adjustment' AND a.id = page.reference::uuid
      LEFT JOIN redemption r ON page.kind = 'clawback' AND r.id = page.reference::uuid LEFT JOIN product p ON p.id = r.product_id
      ORDER BY page.id DESC`,
  ]);
  const items = rows.slice(0, limit);
  return { owedMinor: receivableMinor, items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

function ownerOf(ctx: Ctx, distributorId: string | undefined): string {
  if (ctx.actor.kind === "distributor") {
    authorize(ctx, "statement:own");
    return ctx.actor.distributorId;
  }
  authorize(ctx, "settlement:read");
  if (!isId(distributorId)) throw new DomainError("NOT_FOUND");
  return distributorId;
}
