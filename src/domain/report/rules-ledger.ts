/** The books themselves. Each query lists what breaks its rule, in whole-table statements only. */
export const ledgerRules: Record<string, string> = {
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
};
