import type { Ctx } from "#lib/context.ts";

/** What a transaction was written for: `id` is what its page needs, `no` its own number. */
export const documentTypes = [
  ...([
    "topup",
    "refund",
    "allotment",
    "recall",
    "breakage",
    "redemption",
    "clawback",
    "statement",
    "adjustment",
    "dispute",
  ] as const),
  ...(["withdrawal", "payout", "line"] as const),
] as const;
export type DocumentType = (typeof documentTypes)[number];
export type Document = { type: DocumentType; id: string; no: number | null; name: string };
type DocumentRow = { transactionId: string; type: DocumentType; id: string; no: number | null; name: string };

const uuid = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";

/** Trusted, set-based: one statement for a page of transactions. A reversal's paper is that of what it reverses. */
export async function documentsOf(ctx: Pick<Ctx, "db">, transactionIds: readonly string[]): Promise<Map<string, Document>> {
  if (transactionIds.length === 0) return new Map();
  const rows = await ctx.db.$queryRaw<DocumentRow[]>`
    WITH t AS MATERIALIZED (
      SELECT id::text AS txn, regexp_replace(kind, '\\.reversal$', '') AS kind, split_part(reference, '#', 1) AS reference FROM ledger_transaction
      WHERE id = ANY (${[...new Set(transactionIds)]}::uuid[])
    ), r AS MATERIALIZED (SELECT txn, kind, reference::uuid AS ref FROM t WHERE reference ~ ${uuid})
    SELECT txn AS "transactionId", 'topup' AS type, u.id::text AS id, NULL::int AS no, d.name
      FROM r JOIN top_up u ON r.kind = 'topup' AND u.id = r.ref JOIN distributor d ON d.id = u.distributor_id
    UNION ALL SELECT txn, 'refund', f.payment_id::text, f.no, d.name FROM r JOIN refund f ON r.kind IN ('refund', 'refund.reserve') AND f.id = r.ref
      JOIN payment p ON p.id = f.payment_id JOIN distributor d ON d.id = p.distributor_id
    UNION ALL SELECT txn, 'allotment', a.distributor_id::text, a.no, p.name
      FROM r JOIN allotment a ON r.kind = 'purchase' AND a.id = r.ref JOIN product p ON p.id = a.product_id
    UNION ALL SELECT txn, 'recall', a.distributor_id::text, a.no, p.name
      FROM r JOIN recall c ON r.kind = 'recall' AND c.id = r.ref JOIN allotment a ON a.id = c.allotment_id JOIN product p ON p.id = a.product_id
    UNION ALL SELECT txn, 'breakage', a.distributor_id::text, a.no, p.name
      FROM r JOIN breakage b ON r.kind = 'breakage' AND b.id = r.ref JOIN allotment a ON a.id = b.allotment_id JOIN product p ON p.id = a.product_id
    UNION ALL SELECT txn, CASE r.kind WHEN 'clawback' THEN 'clawback' ELSE 'redemption' END, x.id::text, NULL, p.name
      FROM r JOIN redemption x ON r.kind IN ('commission', 'clawback') AND x.id = r.ref JOIN product p ON p.id = x.product_id
    UNION ALL SELECT txn, 'statement', s.id::text, s.no, d.name
      FROM r JOIN statement s ON r.kind = 'settlement' AND s.id = r.ref JOIN distributor d ON d.id = s.distributor_id
    UNION ALL SELECT txn, 'adjustment', j.id::text, j.no, d.name
      FROM r JOIN adjustment j ON r.kind = 'adjustment' AND j.id = r.ref JOIN distributor d ON d.id = j.distributor_id
    UNION ALL SELECT txn, 'dispute', q.id::text, q.no, d.name
      FROM r JOIN dispute q ON r.kind = 'dispute' AND q.id = r.ref JOIN distributor d ON d.id = q.distributor_id
    UNION ALL SELECT txn, 'withdrawal', w.id::text, w.no, d.name
      FROM r JOIN withdrawal w ON r.kind = 'withdrawal' AND w.id = r.ref JOIN distributor d ON d.id = w.distributor_id
    UNION ALL SELECT txn, 'payout', i.id::text, i.no, d.name
      FROM r LEFT JOIN payout_attempt a ON r.kind = 'payout' AND a.id = r.ref JOIN payout_item i ON i.id = CASE r.kind WHEN 'payout' THEN a.item_id ELSE r.ref END
      JOIN distributor d ON d.id = i.distributor_id WHERE r.kind IN ('payout', 'payout.reserve')
    UNION ALL SELECT txn, 'line', l.id::text, NULL, l.provider::text
      FROM r JOIN provider_statement_line l ON r.kind = 'reconciliation' AND l.id = r.ref`;
  return new Map(rows.map(({ transactionId, ...row }) => [transactionId, row]));
}
