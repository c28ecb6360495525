/** Money out: withdrawals, payouts and their attempts. Each query lists what breaks its rule, in whole-table statements only. */

/** What an item pays, and how far its document must be. */
const documents = `
  SELECT 'statement' AS kind, id, distributor_id, net_minor AS amount, CASE status WHEN 'PAID' THEN CASE net_minor WHEN 0 THEN 0 ELSE 1 END ELSE 0 END AS paid,
    CASE status WHEN 'PREPARED' THEN 1 ELSE 0 END AS open FROM statement
  UNION ALL SELECT 'withdrawal', id, distributor_id, amount_minor, CASE status WHEN 'PAID' THEN 1 ELSE 0 END, CASE status WHEN 'PAYING' THEN 1 ELSE 0 END
  FROM withdrawal`;

/** One row per leg a document must have in the books. */
const expectedPostings = `
  SELECT i.id::text AS reference, l.kind, l.account, i.distributor_id AS owner_id, l.sign * i.amount_minor AS amount
  FROM payout_item i, LATERAL (VALUES
    ('payout.reserve', 'COMMISSION_PAYABLE', 1, TRUE), ('payout.reserve', 'OUTGOING', -1, TRUE),
    ('payout.reserve.reversal', 'COMMISSION_PAYABLE', -1, i.status IN ('CANCELLED', 'RETURNED')),
    ('payout.reserve.reversal', 'OUTGOING', 1, i.status IN ('CANCELLED', 'RETURNED'))) AS l(kind, account, sign, due)
  WHERE i.statement_id IS NOT NULL AND l.due
  UNION ALL SELECT w.id::text, l.kind, l.account, w.distributor_id, l.sign * w.amount_minor
  FROM withdrawal w, LATERAL (VALUES
    ('withdrawal', 'PREPAID', 1, TRUE), ('withdrawal', 'OUTGOING', -1, TRUE),
    ('withdrawal.reversal', 'PREPAID', -1, w.status IN ('CANCELLED', 'REJECTED')),
    ('withdrawal.reversal', 'OUTGOING', 1, w.status IN ('CANCELLED', 'REJECTED'))) AS l(kind, account, sign, due) WHERE l.due
  UNION ALL SELECT a.id::text, l.kind, l.account, CASE l.account WHEN 'OUTGOING' THEN i.distributor_id END, l.amount
  FROM payout_attempt a JOIN payout_item i ON i.id = a.item_id, LATERAL (
    SELECT CASE a.provider WHEN 'BANK' THEN 'BANK' ELSE 'CASH_' || a.provider END AS cash) c, LATERAL (VALUES
    ('payout', 'OUTGOING', a.amount_minor, TRUE), ('payout', 'FEES', a.fee_minor, TRUE), ('payout', c.cash, -a.amount_minor - a.fee_minor, TRUE),
    ('payout.reversal', 'OUTGOING', -a.amount_minor, a.state = 'RETURNED'), ('payout.reversal', 'FEES', -a.fee_minor, a.state = 'RETURNED'),
    ('payout.reversal', c.cash, a.amount_minor + a.fee_minor, a.state = 'RETURNED')) AS l(kind, account, amount, due)
  WHERE a.state IN ('PAID', 'RETURNED') AND l.due AND l.amount <> 0`;

const newest = "SELECT DISTINCT ON (item_id) * FROM payout_attempt ORDER BY item_id, turn DESC";

export const payoutRules: Record<string, string> = {
  "what is on its way to a distributor is prepared statements, withdrawals and refunds not ended": `
    WITH due AS (
      SELECT distributor_id, net_minor AS amount FROM statement WHERE status = 'PREPARED'
      UNION ALL SELECT distributor_id, amount_minor FROM withdrawal WHERE status IN ('REQUESTED', 'APPROVED', 'PAYING')
      UNION ALL SELECT p.distributor_id, r.amount_minor FROM refund r JOIN payment p ON p.id = r.payment_id
        WHERE p.purpose = 'TOPUP' AND r.state NOT IN ('DONE', 'FAILED', 'REJECTED')
    ), owed AS (SELECT distributor_id, sum(amount) AS total FROM due GROUP BY 1), held AS (
      SELECT a.owner_id, b.balance_minor FROM ledger_account a JOIN ledger_balance b ON b.account_id = a.id WHERE a.kind = 'OUTGOING')
    SELECT coalesce(o.distributor_id, h.owner_id) AS distributor, o.total AS documents, h.balance_minor
    FROM owed o FULL JOIN held h ON h.owner_id = o.distributor_id WHERE coalesce(o.total, 0) <> coalesce(h.balance_minor, 0)`,
  "a paid document has one paid payout of its amount, one being paid has one live payout, others have none": `
    WITH item AS (SELECT coalesce(statement_id, withdrawal_id) AS id, status, amount_minor, distributor_id FROM payout_item WHERE status NOT IN ('CANCELLED', 'RETURNED'))
    SELECT d.kind, d.id, d.amount FROM (${documents}) d LEFT JOIN item i ON i.id = d.id GROUP BY d.kind, d.id, d.amount, d.paid, d.open
    HAVING count(*) FILTER (WHERE i.status = 'PAID') <> d.paid OR count(*) FILTER (WHERE i.status <> 'PAID') <> d.open
      OR bool_or(i.amount_minor <> d.amount)`,
  "a payout is paid to its document's distributor, to an account of his, by its batch's provider": `
    SELECT i.id FROM payout_item i JOIN payout_batch b ON b.id = i.batch_id LEFT JOIN (${documents}) d ON d.id = coalesce(i.statement_id, i.withdrawal_id)
    JOIN payee_account p ON p.id = i.payee_account_id LEFT JOIN payout_attempt a ON a.item_id = i.id
    WHERE d.distributor_id IS DISTINCT FROM i.distributor_id OR p.distributor_id <> i.distributor_id
      OR a.provider <> b.provider OR a.payee_account_id <> i.payee_account_id OR a.amount_minor <> i.amount_minor`,
  "a payout is what its newest attempt is; money left for it at most once": `
    SELECT i.id, i.status, n.state FROM payout_item i LEFT JOIN (${newest}) n ON n.item_id = i.id
    LEFT JOIN LATERAL (SELECT count(*) FILTER (WHERE a.state = 'PAID') AS paid, count(*) FILTER (WHERE a.state = 'RETURNED') AS returned,
      count(*) FILTER (WHERE a.state NOT IN ('FAILED', 'CANCELLED', 'RETURNED')) AS live FROM payout_attempt a WHERE a.item_id = i.id) c ON TRUE
    WHERE NOT CASE i.status
        WHEN 'PREPARED' THEN n.state IS NULL
        WHEN 'READY' THEN coalesce(n.state IN ('INTENT', 'FAILED', 'CANCELLED'), TRUE)
        WHEN 'HELD' THEN coalesce(n.state IN ('INTENT', 'FAILED', 'CANCELLED'), TRUE)
        WHEN 'CANCELLED' THEN coalesce(n.state IN ('FAILED', 'CANCELLED'), TRUE)
        WHEN 'SENDING' THEN n.state IN ('INTENT', 'PENDING')
        WHEN 'FAILED' THEN n.state IN ('FAILED', 'CANCELLED')
        ELSE n.state::text = i.status::text END
      OR n.state IS NULL AND i.status NOT IN ('PREPARED', 'READY', 'HELD', 'CANCELLED')
      OR c.paid <> CASE i.status WHEN 'PAID' THEN 1 ELSE 0 END OR c.returned <> CASE i.status WHEN 'RETURNED' THEN 1 ELSE 0 END OR c.live > 1`,
  "reserves, withdrawals and payouts are in the books as their documents say, each once": `
    WITH expected AS (${expectedPostings}), posted AS (
      SELECT t.reference, t.kind, a.kind::text AS account, a.owner_id, e.amount_minor AS amount FROM ledger_transaction t
      JOIN ledger_entry e ON e.transaction_id = t.id JOIN ledger_account a ON a.id = e.account_id
      WHERE t.kind IN ('payout', 'payout.reversal', 'payout.reserve', 'payout.reserve.reversal', 'withdrawal', 'withdrawal.reversal'))
    SELECT reference, kind, account, e.amount AS expected, p.amount AS posted FROM expected e FULL JOIN posted p USING (reference, kind, account)
    WHERE e.amount IS DISTINCT FROM p.amount OR e.owner_id IS DISTINCT FROM p.owner_id`,
  "every step of an attempt has its evidence, and the last one ends where the attempt is": `
    WITH step AS (
      SELECT attempt_id, from_state, to_state, lag(to_state) OVER w AS before, lead(id) OVER w IS NULL AS last
      FROM payout_evidence WINDOW w AS (PARTITION BY attempt_id ORDER BY seq))
    SELECT a.id, a.state, s.from_state, s.to_state, s.before FROM payout_attempt a LEFT JOIN step s ON s.attempt_id = a.id
    WHERE (s.attempt_id IS NULL AND a.state NOT IN ('INTENT', 'UNKNOWN'))
      OR (s.last AND s.to_state <> a.state AND NOT (s.to_state = 'INTENT' AND a.state = 'UNKNOWN'))
      OR (s.from_state <> coalesce(s.before, 'INTENT') AND NOT (s.from_state = 'UNKNOWN' AND coalesce(s.before, 'INTENT') = 'INTENT'))`,
  "a batch holds what it says and left only with a second person's word": `
    SELECT b.id, b.no, b.status FROM payout_batch b LEFT JOIN payout_item i ON i.batch_id = b.id GROUP BY b.id
    HAVING b.item_count <> count(i.id) OR b.total_minor IS DISTINCT FROM sum(i.amount_minor)::bigint
      OR (b.status IN ('APPROVED', 'DONE') AND (b.decided_by_id IS NULL OR b.decided_by_id = b.prepared_by_id))
      OR (b.status = 'PREPARED' AND bool_or(i.status NOT IN ('PREPARED', 'HELD', 'CANCELLED')))
      OR (b.status = 'REJECTED' AND bool_or(i.status <> 'CANCELLED'))
      OR (b.status = 'DONE' AND bool_or(i.status NOT IN ('PAID', 'RETURNED', 'CANCELLED')))`,
};
