/** Money in through providers, and back. Each query lists what breaks its rule, in whole-table statements only. */
export const paymentRules: Record<string, string> = {
  "a payment is paid exactly when its top-up is confirmed; both are of one person, amount and provider": `
    SELECT p.id, p.state, p.amount_minor, u.id AS topup, u.status, u.amount_minor AS topup_minor
    FROM (SELECT * FROM payment WHERE purpose = 'TOPUP') p
    FULL JOIN (SELECT * FROM top_up WHERE method <> 'BANK') u ON u.payment_id = p.id AND u.id = p.subject_id
    WHERE p.id IS NULL OR u.id IS NULL OR (p.state = 'PAID') <> (u.status = 'CONFIRMED') OR p.amount_minor <> u.amount_minor
      OR p.currency <> u.currency OR p.distributor_id IS DISTINCT FROM u.distributor_id OR p.provider::text <> u.method::text`,
  "a confirmed top-up is in the account it came to: the bank's, or the provider's less his fee": `
    WITH posted AS (
      SELECT t.reference, a.kind::text AS kind, e.amount_minor FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id
      JOIN ledger_account a ON a.id = e.account_id WHERE t.kind = 'topup' AND a.kind <> 'PREPAID'
    ), expected AS (
      SELECT u.id::text AS reference, CASE u.method WHEN 'BANK' THEN 'BANK' ELSE 'CASH_' || u.method END AS kind,
        u.amount_minor - coalesce(p.fee_minor, 0) AS amount_minor
      FROM top_up u LEFT JOIN payment p ON p.id = u.payment_id WHERE u.status = 'CONFIRMED'
      UNION ALL SELECT subject_id::text, 'FEES', fee_minor FROM payment WHERE purpose = 'TOPUP' AND state = 'PAID')
    SELECT reference, kind, e.amount_minor AS expected, p.amount_minor AS posted
    FROM (SELECT * FROM expected WHERE amount_minor > 0) e
    FULL JOIN (SELECT * FROM posted WHERE reference IN (SELECT id::text FROM top_up)) p USING (reference, kind)
    WHERE e.amount_minor IS DISTINCT FROM p.amount_minor`,
  "what a payment says was given back is its refunds that stand, and only paid ones have any": `
    SELECT p.id, p.state, p.refunded_minor, sum(r.amount_minor) AS refunds FROM payment p
    LEFT JOIN refund r ON r.payment_id = p.id AND r.state NOT IN ('FAILED', 'REJECTED')
    GROUP BY p.id HAVING p.refunded_minor <> coalesce(sum(r.amount_minor), 0) OR p.refunded_minor > p.amount_minor
      OR (p.state <> 'PAID' AND count(r.id) > 0) OR bool_or(r.provider <> p.provider)`,
  "a refund holds its amount from the request on, gives it back when it fails, sends it when it is done": `
    WITH posted AS (
      SELECT t.reference, t.kind, a.kind::text AS account, a.owner_id, e.amount_minor
      FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id JOIN ledger_account a ON a.id = e.account_id
      WHERE t.kind IN ('refund', 'refund.reserve', 'refund.reserve.reversal')
    ), expected AS (
      SELECT r.id::text AS reference, l.kind, l.account, CASE WHEN l.account IN ('PREPAID', 'OUTGOING') THEN p.distributor_id END AS owner_id,
        l.sign * r.amount_minor AS amount_minor
      FROM refund r JOIN payment p ON p.id = r.payment_id AND p.purpose = 'TOPUP', LATERAL (VALUES
        ('refund.reserve', 'PREPAID', 1, TRUE), ('refund.reserve', 'OUTGOING', -1, TRUE),
        ('refund.reserve.reversal', 'PREPAID', -1, r.state IN ('FAILED', 'REJECTED')),
        ('refund.reserve.reversal', 'OUTGOING', 1, r.state IN ('FAILED', 'REJECTED')),
        ('refund', 'OUTGOING', 1, r.state = 'DONE'), ('refund', 'CASH_' || r.provider, -1, r.state = 'DONE')) AS l(kind, account, sign, due)
      WHERE l.due)
    SELECT reference, kind, account, e.amount_minor AS expected, p.amount_minor AS posted
    FROM expected e FULL JOIN posted p USING (reference, kind, account)
    WHERE e.amount_minor IS DISTINCT FROM p.amount_minor OR e.owner_id IS DISTINCT FROM p.owner_id`,
  "a refund that left was approved by a second person": `
    SELECT id, no, state FROM refund WHERE state NOT IN ('REQUESTED', 'REJECTED')
      AND (decided_by_id IS NULL OR decided_by_id = requested_by_id OR decided_at IS NULL)`,
  "no notice of a provider is kept twice": `
    SELECT provider, event_id FROM provider_event GROUP BY 1, 2 HAVING count(*) > 1`,
};
