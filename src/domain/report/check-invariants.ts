import type { Db } from "#lib/db.ts";

/** What must be true of any installation at any moment. Each query lists what breaks its rule, in whole-table statements only. */
export const moneyRules: Record<string, string> = {
  "every ledger transaction has two entries or more and sums to zero per currency": `
    SELECT t.id, a.currency, count(e.id) AS entries, sum(e.amount_minor) AS sum
    FROM ledger_transaction t LEFT JOIN ledger_entry e ON e.transaction_id = t.id LEFT JOIN ledger_account a ON a.id = e.account_id
    GROUP BY 1, 2 HAVING count(e.id) < 2 OR sum(e.amount_minor) <> 0`,
  "a stored balance is minus the sum of its account's entries, and its last entry says the same": `
    WITH entries AS (
      SELECT account_id, sum(amount_minor) AS total, (array_agg(balance_after_minor ORDER BY id DESC))[1] AS last FROM ledger_entry GROUP BY 1)
    SELECT a.id, a.kind, b.balance_minor, -e.total AS entries, e.last
    FROM ledger_account a LEFT JOIN ledger_balance b ON b.account_id = a.id LEFT JOIN entries e ON e.account_id = a.id
    WHERE (a.owner_id IS NULL) <> (b.account_id IS NULL)
      OR (a.owner_id IS NOT NULL AND (b.balance_minor <> -b.sign * coalesce(e.total, 0) OR b.balance_minor <> coalesce(e.last, 0)))`,
  "a reversal is the exact opposite of what it reverses": `
    SELECT r.id, e.account_id, sum(e.amount_minor) AS sum FROM ledger_transaction r
    JOIN ledger_entry e ON e.transaction_id IN (r.id, r.reverses_id)
    WHERE r.reverses_id IS NOT NULL GROUP BY 1, 2 HAVING sum(e.amount_minor) <> 0`,
  "a distributor's frozen commissions are its frozen balance, its payable ones its payable balance": `
    WITH owed AS (
      SELECT distributor_id, CASE status WHEN 'FROZEN' THEN 'COMMISSION_FROZEN' ELSE 'COMMISSION_PAYABLE' END AS kind, sum(amount_minor) AS total
      FROM commission WHERE status IN ('FROZEN', 'PAYABLE') GROUP BY 1, 2
    ), held AS (
      SELECT a.owner_id, a.kind::text AS kind, b.balance_minor FROM ledger_account a JOIN ledger_balance b ON b.account_id = a.id
      WHERE a.kind IN ('COMMISSION_FROZEN', 'COMMISSION_PAYABLE'))
    SELECT coalesce(o.distributor_id, h.owner_id) AS distributor, coalesce(o.kind, h.kind) AS kind, o.total AS commissions, h.balance_minor
    FROM owed o FULL JOIN held h ON h.owner_id = o.distributor_id AND h.kind = o.kind
    WHERE coalesce(o.total, 0) <> coalesce(h.balance_minor, 0)`,
  "the commissions of a redemption are what was posted for it": `
    WITH born AS (SELECT redemption_id::text AS reference, sum(amount_minor) AS total FROM commission GROUP BY 1), posted AS (
      SELECT t.reference, sum(e.amount_minor) AS total FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id AND e.amount_minor > 0
      WHERE t.kind = 'commission' GROUP BY 1)
    SELECT reference AS redemption, b.total AS commissions, p.total AS posted FROM born b FULL JOIN posted p USING (reference)
    WHERE b.total IS DISTINCT FROM p.total`,
  "the commissions of a redemption come from one rule and stay within its pool": `
    SELECT c.redemption_id, sum(c.amount_minor) AS total FROM commission c JOIN commission_rule r ON r.id = c.rule_id
    GROUP BY 1 HAVING count(DISTINCT c.rule_id) > 1
      OR sum(c.amount_minor) > min(CASE r.kind WHEN 'FIXED' THEN r.pool ELSE c.base_minor * r.pool / 10000 END)`,
  "commissions are reversed when their redemption is, and only then": `
    SELECT c.id, c.status, r.reversed_at FROM commission c JOIN redemption r ON r.id = c.redemption_id
    WHERE (c.status = 'REVERSED') <> (r.reversed_at IS NOT NULL)`,
  "a statement is the sum of its lines, and they are as far as it is": `
    SELECT s.id, s.no, s.total_minor, s.line_count, sum(c.amount_minor) AS lines, count(c.id) AS count
    FROM statement s LEFT JOIN commission c ON c.statement_id = s.id
    GROUP BY s.id HAVING s.total_minor IS DISTINCT FROM sum(c.amount_minor)::bigint OR s.line_count <> count(c.id)
      OR bool_or(c.distributor_id <> s.distributor_id OR c.currency <> s.currency)
      OR bool_or(c.status::text <> CASE s.status WHEN 'PAID' THEN 'PAID' ELSE 'PAYABLE' END)`,
  "a statement was posted once with its total, a payment once with its amount, and only approved ones": `
    WITH posted AS (
      SELECT t.kind, t.reference, sum(e.amount_minor) AS total FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id AND e.amount_minor > 0
      WHERE t.kind IN ('settlement', 'payment') GROUP BY 1, 2
    ), expected AS (
      SELECT 'settlement' AS kind, id::text AS reference, total_minor FROM statement
      UNION ALL SELECT 'payment', id::text, amount_minor FROM statement_payment WHERE status = 'APPROVED')
    SELECT kind, reference, e.total_minor AS expected, p.total AS posted FROM expected e FULL JOIN posted p USING (kind, reference)
    WHERE e.total_minor IS DISTINCT FROM p.total`,
  "a paid statement has one approved payment of its total by two people, a prepared one waits for one": `
    SELECT s.id, s.no, s.status FROM statement s LEFT JOIN statement_payment p ON p.statement_id = s.id AND p.status <> 'REJECTED'
    GROUP BY s.id HAVING count(p.id) <> CASE s.status WHEN 'PAYABLE' THEN 0 ELSE 1 END
      OR bool_or(p.amount_minor <> s.total_minor OR p.status::text <> CASE s.status WHEN 'PAID' THEN 'APPROVED' ELSE 'PREPARED' END
        OR (p.status = 'APPROVED' AND (p.decided_by_id IS NULL OR p.decided_by_id = p.prepared_by_id)))`,
  "a top-up is in the books when it is confirmed, with its amount, and only then": `
    WITH posted AS (
      SELECT t.reference, e.amount_minor, a.owner_id FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id
      JOIN ledger_account a ON a.id = e.account_id AND a.kind = 'PREPAID' WHERE t.kind = 'topup')
    SELECT u.id, u.status, u.amount_minor, p.amount_minor AS posted FROM top_up u LEFT JOIN posted p ON p.reference = u.id::text
    WHERE (u.status = 'CONFIRMED') <> (p.reference IS NOT NULL) OR p.amount_minor <> -u.amount_minor OR p.owner_id <> u.distributor_id`,
  "a posted purchase or recall is what its allotment or recall says": `
    WITH moved AS (
      SELECT t.kind, t.reference, sum(e.amount_minor) AS total, min(a.owner_id::text) AS owner FROM ledger_transaction t
      JOIN ledger_entry e ON e.transaction_id = t.id JOIN ledger_account a ON a.id = e.account_id AND a.kind = 'PREPAID'
      WHERE t.kind IN ('purchase', 'recall') GROUP BY 1, 2
    ), document AS (
      SELECT 'purchase' AS kind, id::text AS reference, total_minor AS total, distributor_id::text AS owner FROM allotment
      UNION ALL SELECT 'recall', r.id::text, -r.refund_minor, a.distributor_id::text FROM recall r JOIN allotment a ON a.id = r.allotment_id)
    SELECT m.kind, m.reference, m.total AS posted, d.total AS document FROM document d JOIN moved m USING (kind, reference)
    WHERE m.total <> d.total OR m.owner <> d.owner`,
  "vouchers are handed out and taken back only for a posted purchase or recall": `
    SELECT e.kind, e.allotment_id FROM (SELECT DISTINCT kind, allotment_id FROM voucher_event WHERE kind = 'ALLOTTED') e
    LEFT JOIN ledger_transaction t ON t.kind = 'purchase' AND t.reference = e.allotment_id::text WHERE t.id IS NULL
    UNION ALL SELECT 'RECALLED', r.id FROM recall r LEFT JOIN ledger_transaction t ON t.kind = 'recall' AND t.reference = r.id::text
    WHERE t.id IS NULL AND r.refund_minor > 0`,
};

export const voucherRules: Record<string, string> = {
  "a finished batch holds as many vouchers as it says, and its rows add up": `
    SELECT b.id, b.no, b.imported_count, count(v.id) AS vouchers, b.row_count FROM batch b LEFT JOIN voucher v ON v.batch_id = b.id
    WHERE b.status IN ('DONE', 'CANCELLED') GROUP BY b.id HAVING b.imported_count <> count(v.id)
      OR (b.status = 'DONE' AND b.row_count <> b.imported_count + b.duplicate_count + b.refused_count)`,
  "an allotment's vouchers and what was recalled from it are what was bought": `
    WITH held AS (SELECT allotment_id, count(*) AS vouchers FROM voucher WHERE allotment_id IS NOT NULL GROUP BY 1),
      back AS (SELECT allotment_id, sum(quantity) AS recalled FROM recall GROUP BY 1)
    SELECT a.id, a.no, a.quantity, h.vouchers, b.recalled FROM allotment a LEFT JOIN held h ON h.allotment_id = a.id LEFT JOIN back b ON b.allotment_id = a.id
    WHERE a.quantity <> coalesce(h.vouchers, 0) + coalesce(b.recalled, 0)`,
  "a link holds no more vouchers than its quota": `
    SELECT l.id, l.no, l.quota, count(v.id) AS vouchers FROM claim_link l JOIN voucher v ON v.link_id = l.id
    GROUP BY l.id HAVING count(v.id) > l.quota`,
  "a voucher, its batch, allotment and link are of one product, and the link is of the allotment": `
    SELECT v.id FROM voucher v JOIN batch b ON b.id = v.batch_id LEFT JOIN allotment a ON a.id = v.allotment_id
    LEFT JOIN claim_link l ON l.id = v.link_id
    WHERE b.product_id <> v.product_id OR a.product_id <> v.product_id
      OR (l.id IS NOT NULL AND (l.allotment_id IS DISTINCT FROM v.allotment_id OR l.product_id <> v.product_id OR l.distributor_id <> a.distributor_id))`,
  "no code is in the system twice": `SELECT encode(code_index, 'hex') AS index FROM voucher GROUP BY code_index HAVING count(*) > 1`,
  "claimed and redeemed vouchers have their claim, stock and allotted ones have none": `
    SELECT v.id, v.status, c.id AS claim FROM voucher v LEFT JOIN claim c ON c.voucher_id = v.id
    WHERE (v.status IN ('CLAIMED', 'REDEEMED') AND c.id IS NULL) OR (v.status IN ('IN_STOCK', 'ALLOTTED') AND c.id IS NOT NULL)
      OR c.link_id <> v.link_id OR c.product_id <> v.product_id`,
  "redeemed vouchers have one redemption that stands, others have none": `
    SELECT v.id, v.status, count(r.id) AS standing FROM voucher v LEFT JOIN redemption r ON r.voucher_id = v.id AND r.reversed_at IS NULL
    GROUP BY v.id HAVING count(r.id) <> CASE v.status WHEN 'REDEEMED' THEN 1 ELSE 0 END`,
  "a redemption names its voucher's product, allotment and seller": `
    SELECT r.id FROM redemption r JOIN voucher v ON v.id = r.voucher_id JOIN allotment a ON a.id = r.allotment_id
    WHERE r.product_id <> v.product_id OR r.allotment_id IS DISTINCT FROM v.allotment_id OR r.distributor_id <> a.distributor_id`,
  "a voucher's events follow each other and end in its status": `
    WITH step AS (
      SELECT voucher_id, from_status, to_status, lag(to_status) OVER w AS before, lead(id) OVER w IS NULL AS last
      FROM voucher_event WHERE to_status IS NOT NULL WINDOW w AS (PARTITION BY voucher_id ORDER BY id))
    SELECT s.voucher_id, s.from_status, s.to_status, s.before, v.status FROM step s JOIN voucher v ON v.id = s.voucher_id
    WHERE s.from_status <> s.before OR (s.last AND s.to_status <> v.status)`,
  "the network is a forest: everybody is below somebody without an upline": `
    WITH RECURSIVE tree AS (
      SELECT id FROM distributor WHERE upline_id IS NULL
      UNION ALL SELECT d.id FROM tree JOIN distributor d ON d.upline_id = tree.id)
    SELECT id, name FROM distributor WHERE id NOT IN (SELECT id FROM tree)`,
};

export type Checked = { rule: string; wrong: object[] };

/** Every rule with what breaks it (at most ten rows each). An installation in order has only empty lists. */
export async function checkInvariants(db: Pick<Db, "$queryRawUnsafe">): Promise<Checked[]> {
  const results: Checked[] = [];
  for (const [rule, sql] of Object.entries({ ...moneyRules, ...voucherRules })) {
    results.push({ rule, wrong: await db.$queryRawUnsafe<object[]>(`SELECT * FROM (${sql}) broken LIMIT 10`) });
  }
  return results;
}
