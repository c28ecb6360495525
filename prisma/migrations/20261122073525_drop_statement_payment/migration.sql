-- Statements are paid by payouts now. A transfer that was approved becomes a paid bank payout, in the books too; one that was
-- only prepared is gone, its statement payable again.
DO $$
DECLARE p record; payee uuid; batch uuid; item uuid; attempt uuid; tx uuid; payable uuid; outgoing uuid; bank uuid; held bigint; away bigint;
BEGIN
  bank := md5('BANK||CNY')::uuid;
  FOR p IN SELECT y.*, s.distributor_id, d.name FROM statement_payment y JOIN statement s ON s.id = y.statement_id
           JOIN distributor d ON d.id = s.distributor_id WHERE y.status = 'APPROVED' ORDER BY y.id LOOP
    payee := gen_random_uuid(); batch := gen_random_uuid(); item := gen_random_uuid(); attempt := gen_random_uuid();
    INSERT INTO payee_account (id, distributor_id, kind, holder_name, number_sealed, number_masked, number_hash, status, usable_from, added_by_id,
      retired_at, created_at) VALUES (payee, p.distributor_id, 'BANK', p.name, '', '—', sha256(payee::text::bytea), 'RETIRED', p.prepared_at,
      p.prepared_by_id, p.decided_at, p.prepared_at);
    INSERT INTO payout_batch (id, provider, status, item_count, total_minor, note, prepared_by_id, prepared_at, decided_by_id, decided_at, done_at)
    VALUES (batch, 'BANK', 'DONE', 1, p.amount_minor, p.transfer_reference, p.prepared_by_id, p.prepared_at, p.decided_by_id, p.decided_at, p.decided_at);
    INSERT INTO payout_item (id, batch_id, distributor_id, statement_id, payee_account_id, amount_minor, status, paid_at, created_at, updated_at)
    VALUES (item, batch, p.distributor_id, p.statement_id, payee, p.amount_minor, 'PAID', p.decided_at, p.prepared_at, p.decided_at);
    INSERT INTO payout_attempt (id, item_id, turn, provider, out_no, payee_account_id, amount_minor, body_hash, state, created_at, sent_at, resolved_at)
    VALUES (attempt, item, 1, 'BANK', p.transfer_reference, payee, p.amount_minor, sha256(item::text::bytea), 'PAID', p.prepared_at, p.prepared_at, p.decided_at);
    INSERT INTO payout_evidence (id, attempt_id, kind, from_state, to_state, details, first_person_id, second_person_id, at)
    VALUES (gen_random_uuid(), attempt, 'DECISION', 'INTENT', 'PAID', '{}', p.prepared_by_id, p.decided_by_id, p.decided_at);

    payable := md5('COMMISSION_PAYABLE|' || p.distributor_id || '|CNY')::uuid; outgoing := md5('OUTGOING|' || p.distributor_id || '|CNY')::uuid;
    SELECT balance_minor INTO held FROM ledger_balance WHERE account_id = payable;
    SELECT balance_minor INTO away FROM ledger_balance WHERE account_id = outgoing;
    tx := gen_random_uuid();
    INSERT INTO ledger_transaction (id, kind, reference, reverses_id, actor_kind, at) SELECT tx, 'payment.reversal', p.id, t.id, 'system', now()
    FROM ledger_transaction t WHERE t.kind = 'payment' AND t.reference = p.id::text;
    INSERT INTO ledger_entry (transaction_id, account_id, amount_minor, balance_after_minor)
    VALUES (tx, bank, p.amount_minor, NULL), (tx, payable, -p.amount_minor, held + p.amount_minor);
    tx := gen_random_uuid();
    INSERT INTO ledger_transaction (id, kind, reference, actor_kind, at) VALUES (tx, 'payout.reserve', item, 'system', now());
    INSERT INTO ledger_entry (transaction_id, account_id, amount_minor, balance_after_minor)
    VALUES (tx, payable, p.amount_minor, held), (tx, outgoing, -p.amount_minor, away + p.amount_minor);
    tx := gen_random_uuid();
    INSERT INTO ledger_transaction (id, kind, reference, memo, actor_kind, at) VALUES (tx, 'payout', attempt, p.transfer_reference, 'system', now());
    INSERT INTO ledger_entry (transaction_id, account_id, amount_minor, balance_after_minor)
    VALUES (tx, outgoing, p.amount_minor, away), (tx, bank, -p.amount_minor, NULL);
  END LOOP;
  UPDATE statement SET status = 'PAYABLE' WHERE status = 'PREPARED';
END $$;

DROP TABLE statement_payment;
DROP TYPE "PaymentStatus";
DROP FUNCTION statement_payment_moves();
