/** Statements of providers, what was booked for their lines, and closed days. Each query lists what breaks its rule. */
export const reconciliationRules: Record<string, string> = {
  "a matched line of a statement names a document that is there": `
    SELECT l.id, l.line_id, l.matched_type FROM provider_statement_line l WHERE l.matched_id IS NOT NULL AND NOT CASE l.matched_type
      WHEN 'payment' THEN EXISTS (SELECT 1 FROM payment x WHERE x.id = l.matched_id AND x.provider = l.provider)
      WHEN 'refund' THEN EXISTS (SELECT 1 FROM refund x WHERE x.id = l.matched_id AND x.provider = l.provider)
      WHEN 'payout' THEN EXISTS (SELECT 1 FROM payout_attempt x WHERE x.id = l.matched_id AND x.provider = l.provider)
      WHEN 'topup' THEN EXISTS (SELECT 1 FROM top_up x WHERE x.id = l.matched_id)
      WHEN 'posting' THEN EXISTS (SELECT 1 FROM ledger_transaction x WHERE x.id = l.matched_id AND x.kind = 'reconciliation') ELSE false END`,
  "a document is matched with one line of a kind": `
    SELECT matched_id, kind, count(*) FROM provider_statement_line WHERE matched_id IS NOT NULL AND kind <> 'FEE' GROUP BY 1, 2 HAVING count(*) > 1`,
  "what was booked for a line names one, and stands on its provider's account": `
    SELECT t.id, t.reference FROM ledger_transaction t
    LEFT JOIN provider_statement_line l ON l.id::text = split_part(t.reference, '#', 1)
    WHERE t.kind IN ('reconciliation', 'reconciliation.reversal') AND (l.id IS NULL OR NOT EXISTS (
      SELECT 1 FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
      WHERE e.transaction_id = t.id AND a.kind::text = CASE l.provider WHEN 'BANK' THEN 'BANK' ELSE 'CASH_' || l.provider END))`,
  "a closed day's totals are still those of the books, and no day before it is open": `
    WITH moved AS (
      SELECT (t.at AT TIME ZONE 'Asia/Shanghai')::date AS day, a.kind::text AS kind, coalesce(sum(e.amount_minor) FILTER (WHERE e.amount_minor > 0), 0) AS debit,
        coalesce(-sum(e.amount_minor) FILTER (WHERE e.amount_minor < 0), 0) AS credit
      FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id JOIN ledger_account a ON a.id = e.account_id
      WHERE t.at < ((SELECT max(day) FROM day_close) + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' GROUP BY 1, 2
    ), told AS (
      SELECT c.day, x.key AS kind, (x.value ->> 'debit')::numeric AS debit, (x.value ->> 'credit')::numeric AS credit
      FROM day_close c, jsonb_each(c.totals) x)
    SELECT day, kind, t.debit, t.credit, m.debit AS debits, m.credit AS credits FROM told t FULL JOIN moved m USING (day, kind)
    WHERE (coalesce(t.debit, 0), coalesce(t.credit, 0)) <> (coalesce(m.debit, 0), coalesce(m.credit, 0))`,
};
