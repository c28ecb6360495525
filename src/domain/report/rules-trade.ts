/** Money put in, and vouchers bought and given back for it. Each query lists what breaks its rule, in whole-table statements only. */
export const tradeRules: Record<string, string> = {
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
  "breakage was posted as its row says: the sale taken back, the rest kept and given back": `
    WITH posted AS (
      SELECT t.reference, sum(e.amount_minor) FILTER (WHERE a.kind = 'SALES') AS sale, -sum(e.amount_minor) FILTER (WHERE a.kind = 'BREAKAGE') AS kept,
        -sum(e.amount_minor) FILTER (WHERE a.kind = 'PREPAID') AS back, min(a.owner_id::text) AS owner
      FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id JOIN ledger_account a ON a.id = e.account_id
      WHERE t.kind = 'breakage' GROUP BY 1)
    SELECT b.id, p.reference, b.amount_minor, p.sale FROM breakage b FULL JOIN posted p ON p.reference = b.id::text
    WHERE b.amount_minor IS DISTINCT FROM p.sale OR b.refund_minor <> coalesce(p.back, 0) OR b.amount_minor - b.refund_minor <> coalesce(p.kept, 0)
      OR p.owner <> b.distributor_id::text`,
  "what expired unclaimed in a distributor's hands is breakage of its allotment, at its price": `
    WITH ended AS (SELECT allotment_id, count(*) AS vouchers FROM voucher_event
      WHERE kind = 'EXPIRED' AND from_status = 'ALLOTTED' GROUP BY 1),
    booked AS (SELECT allotment_id, sum(quantity) AS vouchers, sum(amount_minor) AS amount FROM breakage GROUP BY 1)
    SELECT a.id, a.no, e.vouchers AS expired, b.vouchers AS booked FROM ended e FULL JOIN booked b USING (allotment_id)
    JOIN allotment a ON a.id = allotment_id
    WHERE e.vouchers IS DISTINCT FROM b.vouchers OR b.amount <> b.vouchers * a.unit_price_minor`,
};
