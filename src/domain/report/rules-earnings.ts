/** Commissions and what takes them back. Each query lists what breaks its rule, in whole-table statements only. */
export const earningRules: Record<string, string> = {
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
  "commissions are reversed when their redemption is, or clawed back, and only then": `
    SELECT c.id, c.status, r.reversed_at, k.amount_minor AS clawed_back FROM commission c JOIN redemption r ON r.id = c.redemption_id
    LEFT JOIN clawback k ON k.commission_id = c.id
    WHERE (r.reversed_at IS NOT NULL) <> (c.status = 'REVERSED' OR k.commission_id IS NOT NULL)
      OR (k.commission_id IS NOT NULL AND (c.status NOT IN ('PAYABLE', 'PAID')
        OR (k.redemption_id, k.distributor_id, k.amount_minor) IS DISTINCT FROM (c.redemption_id, c.distributor_id, c.amount_minor)))`,
  "a reversed redemption is reversed in the books, or its settled shares became debts there, share by share": `
    WITH taken AS (
      SELECT redemption_id::text AS reference, distributor_id, 'RECEIVABLE' AS kind, amount_minor FROM clawback
      UNION ALL SELECT c.redemption_id::text, c.distributor_id, 'COMMISSION_FROZEN', c.amount_minor FROM commission c
      WHERE c.status = 'REVERSED' AND EXISTS (SELECT 1 FROM clawback k WHERE k.redemption_id = c.redemption_id)
    ), posted AS (
      SELECT t.reference, a.owner_id, a.kind::text AS kind, e.amount_minor FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id
      JOIN ledger_account a ON a.id = e.account_id AND a.owner_id IS NOT NULL WHERE t.kind = 'clawback')
    SELECT coalesce(x.reference, p.reference) AS redemption, coalesce(x.kind, p.kind) AS kind, x.amount_minor, p.amount_minor AS posted
    FROM taken x FULL JOIN posted p ON p.reference = x.reference AND p.owner_id = x.distributor_id AND p.kind = x.kind
    WHERE x.amount_minor IS DISTINCT FROM p.amount_minor
    UNION ALL
    SELECT r.id::text, 'reversal', NULL, NULL FROM redemption r JOIN ledger_transaction t ON t.kind = 'commission' AND t.reference = r.id::text
    LEFT JOIN ledger_transaction b ON b.reverses_id = t.id
    WHERE (r.reversed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM clawback k WHERE k.redemption_id = r.id)) <> (b.id IS NOT NULL)`,
};
