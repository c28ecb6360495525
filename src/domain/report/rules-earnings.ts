/** Commissions, statements and what is paid for them. Each query lists what breaks its rule, in whole-table statements only. */
export const earningRules: Record<string, string> = {
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
};
