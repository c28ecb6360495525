/** Statements with their tax, debts, adjustments and disputes. Each query lists what breaks its rule, in whole-table statements only. */
export const statementRules: Record<string, string> = {
  "a distributor's frozen balance is its frozen commissions and the adjustments not on a statement yet": `
    WITH owed AS (
      SELECT distributor_id, sum(amount) AS total FROM (
        SELECT distributor_id, amount_minor AS amount FROM commission WHERE status = 'FROZEN'
        UNION ALL SELECT distributor_id, amount_minor FROM adjustment WHERE status = 'APPROVED' AND amount_minor > 0 AND statement_id IS NULL) part
      GROUP BY 1
    ), held AS (
      SELECT a.owner_id, b.balance_minor FROM ledger_account a JOIN ledger_balance b ON b.account_id = a.id WHERE a.kind = 'COMMISSION_FROZEN')
    SELECT coalesce(o.distributor_id, h.owner_id) AS distributor, o.total AS frozen, h.balance_minor
    FROM owed o FULL JOIN held h ON h.owner_id = o.distributor_id WHERE coalesce(o.total, 0) <> coalesce(h.balance_minor, 0)`,
  "a distributor's payable balance is what its statements not on their way out are to pay": `
    WITH owed AS (
      SELECT distributor_id, sum(net_minor) AS total FROM statement s WHERE status = 'PAYABLE' OR (status = 'PREPARED' AND NOT EXISTS (
        SELECT 1 FROM payout_item i WHERE i.statement_id = s.id AND i.status NOT IN ('CANCELLED', 'RETURNED'))) GROUP BY 1
    ), held AS (
      SELECT a.owner_id, b.balance_minor FROM ledger_account a JOIN ledger_balance b ON b.account_id = a.id WHERE a.kind = 'COMMISSION_PAYABLE')
    SELECT coalesce(o.distributor_id, h.owner_id) AS distributor, o.total AS payable, h.balance_minor
    FROM owed o FULL JOIN held h ON h.owner_id = o.distributor_id WHERE coalesce(o.total, 0) <> coalesce(h.balance_minor, 0)`,
  "what a distributor owes is its clawbacks and adjustments against it, less what its statements repaid": `
    WITH owed AS (
      SELECT distributor_id, sum(amount) AS total FROM (
        SELECT distributor_id, amount_minor AS amount FROM clawback
        UNION ALL SELECT distributor_id, -amount_minor FROM adjustment WHERE status = 'APPROVED' AND amount_minor < 0
        UNION ALL SELECT distributor_id, -offset_minor FROM statement) part
      GROUP BY 1
    ), held AS (
      SELECT a.owner_id, b.balance_minor FROM ledger_account a JOIN ledger_balance b ON b.account_id = a.id WHERE a.kind = 'RECEIVABLE')
    SELECT coalesce(o.distributor_id, h.owner_id) AS distributor, o.total AS owed, h.balance_minor
    FROM owed o FULL JOIN held h ON h.owner_id = o.distributor_id WHERE coalesce(o.total, 0) <> coalesce(h.balance_minor, 0)`,
  "the tax withheld is the sum of the statements' tax": `
    SELECT s.tax AS statements, l.tax AS ledger FROM (SELECT coalesce(sum(tax_minor), 0) AS tax FROM statement) s, (
      SELECT coalesce(-sum(e.amount_minor), 0) AS tax FROM ledger_account a JOIN ledger_entry e ON e.account_id = a.id
      JOIN ledger_transaction t ON t.id = e.transaction_id AND split_part(t.kind, '.', 1) IN ('settlement', 'dispute')
      WHERE a.kind = 'TAX_WITHHELD') l
    WHERE s.tax <> l.tax`,
  "a statement is the sum of its lines and adjustments, they are its own, and as far as it is": `
    WITH line AS (
      SELECT statement_id, sum(amount_minor) AS total, count(*) AS count, bool_or(s.distributor_id <> c.distributor_id OR s.currency <> c.currency
        OR c.status::text <> CASE s.status WHEN 'PAID' THEN 'PAID' ELSE 'PAYABLE' END) AS wrong
      FROM commission c JOIN statement s ON s.id = c.statement_id GROUP BY 1
    ), extra AS (
      SELECT a.statement_id, sum(a.amount_minor) AS total, bool_or(s.distributor_id <> a.distributor_id OR a.status <> 'APPROVED') AS wrong
      FROM adjustment a JOIN statement s ON s.id = a.statement_id GROUP BY 1)
    SELECT s.id, s.no, s.total_minor, s.line_count, l.total AS lines, l.count, s.adjustment_minor, x.total AS adjustments
    FROM statement s LEFT JOIN line l ON l.statement_id = s.id LEFT JOIN extra x ON x.statement_id = s.id
    WHERE s.total_minor <> coalesce(l.total, 0) OR s.line_count <> coalesce(l.count, 0) OR s.adjustment_minor <> coalesce(x.total, 0)
      OR l.wrong OR x.wrong`,
  "a statement's amounts add up, and one that pays nothing is paid": `
    SELECT id, no, status, net_minor, opening_minor, closing_minor FROM statement
    WHERE net_minor <> total_minor + adjustment_minor - tax_minor - offset_minor OR closing_minor <> opening_minor + net_minor
      OR least(net_minor, tax_minor, offset_minor) < 0 OR (net_minor = 0 AND status <> 'PAID') OR (status = 'PAID') <> (paid_at IS NOT NULL)`,
  "a statement was posted once as it was before its disputes, each of which gave back its part": `
    WITH left_by AS (
      SELECT statement_id, count(*) AS count, sum(net_minor) AS net, sum(tax_minor) AS tax, sum(offset_minor) AS back FROM dispute GROUP BY 1
    ), posted AS (
      SELECT t.reference, sum(e.amount_minor) FILTER (WHERE a.kind = 'COMMISSION_FROZEN') AS gross,
        -sum(e.amount_minor) FILTER (WHERE a.kind = 'COMMISSION_PAYABLE') AS net, -sum(e.amount_minor) FILTER (WHERE a.kind = 'TAX_WITHHELD') AS tax,
        -sum(e.amount_minor) FILTER (WHERE a.kind = 'RECEIVABLE') AS back, array_agg(DISTINCT a.owner_id) FILTER (WHERE a.owner_id IS NOT NULL) AS owners
      FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id JOIN ledger_account a ON a.id = e.account_id
      WHERE t.kind = 'settlement' GROUP BY 1)
    SELECT coalesce(s.id::text, p.reference) AS statement, s.no, s.net_minor, p.net, p.tax, p.back
    FROM statement s FULL JOIN posted p ON p.reference = s.id::text LEFT JOIN left_by d ON d.statement_id = s.id
    WHERE s.id IS NULL OR p.reference IS NULL OR p.owners <> ARRAY[s.distributor_id] OR s.revision <> 1 + coalesce(d.count, 0)
      OR coalesce(p.net, 0) <> s.net_minor + coalesce(d.net, 0) OR coalesce(p.tax, 0) <> s.tax_minor + coalesce(d.tax, 0)
      OR coalesce(p.back, 0) <> s.offset_minor + coalesce(d.back, 0)`,
  "a dispute was posted once: what it took off its statement is its commission": `
    WITH posted AS (
      SELECT t.reference, sum(e.amount_minor) FILTER (WHERE a.kind = 'COMMISSION_PAYABLE') AS net,
        sum(e.amount_minor) FILTER (WHERE a.kind = 'TAX_WITHHELD') AS tax, sum(e.amount_minor) FILTER (WHERE a.kind = 'RECEIVABLE') AS back,
        -sum(e.amount_minor) FILTER (WHERE a.kind = 'COMMISSION_FROZEN') AS frozen
      FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id JOIN ledger_account a ON a.id = e.account_id
      WHERE t.kind = 'dispute' GROUP BY 1)
    SELECT coalesce(d.id::text, p.reference) AS dispute, d.no, c.amount_minor, p.frozen, p.net, p.tax, p.back
    FROM dispute d FULL JOIN posted p ON p.reference = d.id::text LEFT JOIN commission c ON c.id = d.commission_id
    WHERE d.id IS NULL OR p.reference IS NULL OR p.frozen <> c.amount_minor OR d.distributor_id <> c.distributor_id
      OR coalesce(p.net, 0) <> d.net_minor OR coalesce(p.tax, 0) <> d.tax_minor OR coalesce(p.back, 0) <> d.offset_minor`,
  "a commission in an open dispute is on no statement": `
    SELECT d.id, c.id AS commission, c.status FROM dispute d JOIN commission c ON c.id = d.commission_id
    WHERE d.status = 'OPEN' AND (c.statement_id IS NOT NULL OR c.status NOT IN ('FROZEN', 'REVERSED'))`,
  "an adjustment is in the books when a second person approved it, with its amount, and only then": `
    WITH posted AS (
      SELECT t.reference, sum(e.amount_minor) AS amount, min(a.owner_id::text) AS owner, min(a.kind::text) AS kind FROM ledger_transaction t
      JOIN ledger_entry e ON e.transaction_id = t.id JOIN ledger_account a ON a.id = e.account_id AND a.owner_id IS NOT NULL
      WHERE t.kind = 'adjustment' GROUP BY 1)
    SELECT coalesce(j.id::text, p.reference) AS adjustment, j.status, j.amount_minor, p.amount AS posted
    FROM adjustment j FULL JOIN posted p ON p.reference = j.id::text
    WHERE j.id IS NULL OR (j.status = 'APPROVED') <> (p.reference IS NOT NULL) OR -j.amount_minor <> p.amount
      OR p.owner <> j.distributor_id::text OR p.kind <> CASE WHEN j.amount_minor > 0 THEN 'COMMISSION_FROZEN' ELSE 'RECEIVABLE' END
      OR (j.status = 'APPROVED' AND j.decided_by_id IS NOT DISTINCT FROM j.requested_by_id)`,
};
