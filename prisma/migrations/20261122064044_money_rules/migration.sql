-- Money in and out: what Prisma's schema cannot say.

-- Ledger ----------------------------------------------------------------------------------------------------------
ALTER TABLE ledger_account DROP CONSTRAINT ledger_account_owner;
ALTER TABLE ledger_account ADD CONSTRAINT ledger_account_owner CHECK (
  (owner_id IS NOT NULL) = (kind IN ('PREPAID', 'COMMISSION_FROZEN', 'COMMISSION_PAYABLE', 'OUTGOING', 'RECEIVABLE')));
ALTER TABLE ledger_balance ADD CONSTRAINT ledger_balance_sign CHECK (sign IN (1, -1));
INSERT INTO ledger_account (id, kind, currency)
SELECT md5(k || '||CNY')::uuid, k::"LedgerAccountKind", 'CNY'
FROM unnest(ARRAY['CASH_STRIPE', 'CASH_WECHAT', 'CASH_ALIPAY', 'CASH_SANDBOX', 'BREAKAGE', 'FEES', 'TAX_WITHHELD', 'SUSPENSE']) AS k;
-- Those who were there before get the two new accounts.
INSERT INTO ledger_account (id, kind, owner_id, currency)
SELECT md5(k || '|' || d.id || '|CNY')::uuid, k::"LedgerAccountKind", d.id, 'CNY' FROM distributor d, unnest(ARRAY['OUTGOING', 'RECEIVABLE']) AS k;
INSERT INTO ledger_balance (account_id, sign)
SELECT id, CASE kind WHEN 'RECEIVABLE' THEN -1 ELSE 1 END FROM ledger_account WHERE kind IN ('OUTGOING', 'RECEIVABLE');

-- A closed day takes nothing more.
CREATE FUNCTION ledger_day_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM day_close WHERE day >= (NEW.at AT TIME ZONE 'Asia/Shanghai')::date) THEN
    RAISE EXCEPTION 'the day of % is closed', NEW.at USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ledger_day_open BEFORE INSERT ON ledger_transaction FOR EACH ROW EXECUTE FUNCTION ledger_day_open();

-- Facts that never change, and the steps a state may take -----------------------------------------------------------
-- keep_facts('a', 'b'): an update may not touch these columns. take_steps('state', 'A>B', …): it may move only so.
CREATE FUNCTION keep_facts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE o jsonb := to_jsonb(OLD); n jsonb := to_jsonb(NEW); i int;
BEGIN
  FOR i IN 0 .. TG_NARGS - 1 LOOP
    IF o -> TG_ARGV[i] IS DISTINCT FROM n -> TG_ARGV[i] THEN
      RAISE EXCEPTION '% of % never changes', TG_ARGV[i], TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
  END LOOP;
  RETURN NEW;
END $$;
CREATE FUNCTION take_steps() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE was text := to_jsonb(OLD) ->> TG_ARGV[0]; becomes text := to_jsonb(NEW) ->> TG_ARGV[0]; i int;
BEGIN
  IF was = becomes THEN RETURN NEW; END IF;
  FOR i IN 1 .. TG_NARGS - 1 LOOP
    IF TG_ARGV[i] = was || '>' || becomes THEN RETURN NEW; END IF;
  END LOOP;
  RAISE EXCEPTION '% cannot go from % to %', TG_TABLE_NAME, was, becomes USING ERRCODE = 'restrict_violation';
END $$;

-- Providers -------------------------------------------------------------------------------------------------------
CREATE TRIGGER provider_event_facts BEFORE UPDATE ON provider_event FOR EACH ROW
  EXECUTE FUNCTION keep_facts('id', 'provider', 'event_id', 'kind', 'out_no', 'body', 'received_at');
CREATE TRIGGER provider_event_stays BEFORE DELETE ON provider_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE incident ADD CONSTRAINT incident_resolved CHECK (
  (status = 'RESOLVED') = (resolved_by_id IS NOT NULL AND resolved_at IS NOT NULL AND length(resolution) > 0) OR status = 'OPEN');
CREATE TRIGGER provider_line_facts BEFORE UPDATE ON provider_statement_line FOR EACH ROW
  EXECUTE FUNCTION keep_facts('id', 'statement_id', 'provider', 'line_id', 'kind', 'out_no', 'provider_ref', 'amount_minor', 'fee_minor', 'at');

-- Money in --------------------------------------------------------------------------------------------------------
ALTER TABLE payment ADD CONSTRAINT payment_amounts CHECK (
  amount_minor > 0 AND fee_minor >= 0 AND fee_minor <= amount_minor AND refunded_minor BETWEEN 0 AND amount_minor);
ALTER TABLE payment ADD CONSTRAINT payment_paid CHECK ((state = 'PAID') = (paid_at IS NOT NULL));
CREATE TRIGGER payment_facts BEFORE UPDATE ON payment FOR EACH ROW
  EXECUTE FUNCTION keep_facts('id', 'provider', 'method', 'purpose', 'subject_id', 'distributor_id', 'amount_minor', 'currency', 'out_no');
CREATE TRIGGER payment_steps BEFORE UPDATE ON payment FOR EACH ROW EXECUTE FUNCTION take_steps('state',
  'CREATED>PENDING', 'CREATED>PAID', 'CREATED>CLOSED', 'CREATED>FAILED', 'PENDING>PAID', 'PENDING>CLOSED', 'PENDING>FAILED', 'CLOSED>PAID', 'FAILED>PAID');
ALTER TABLE refund ADD CONSTRAINT refund_amount CHECK (amount_minor > 0);
ALTER TABLE refund ADD CONSTRAINT refund_two_people CHECK (state IN ('REQUESTED', 'REJECTED') OR decided_by_id <> requested_by_id);
CREATE TRIGGER refund_facts BEFORE UPDATE ON refund FOR EACH ROW
  EXECUTE FUNCTION keep_facts('id', 'payment_id', 'amount_minor', 'out_no', 'provider', 'requested_by_id');
CREATE TRIGGER refund_steps BEFORE UPDATE ON refund FOR EACH ROW EXECUTE FUNCTION take_steps('state',
  'REQUESTED>SENDING', 'REQUESTED>REJECTED', 'SENDING>PENDING', 'SENDING>UNKNOWN', 'SENDING>DONE', 'SENDING>FAILED', 'PENDING>DONE', 'PENDING>FAILED',
  'PENDING>UNKNOWN', 'UNKNOWN>PENDING', 'UNKNOWN>DONE', 'UNKNOWN>FAILED');
ALTER TABLE top_up DROP CONSTRAINT top_up_two_people;
ALTER TABLE top_up DROP CONSTRAINT top_up_decided;
ALTER TABLE top_up ADD CONSTRAINT top_up_two_people CHECK (
  method <> 'BANK' OR status <> 'CONFIRMED' OR (decided_by_id IS NOT NULL AND decided_by_id <> recorded_by_id));
ALTER TABLE top_up ADD CONSTRAINT top_up_decided CHECK (method <> 'BANK' OR (status = 'PENDING') = (decided_by_id IS NULL));
ALTER TABLE top_up ADD CONSTRAINT top_up_paid_through CHECK ((method = 'BANK') = (payment_id IS NULL));

-- Settlement ------------------------------------------------------------------------------------------------------
ALTER TABLE statement DROP CONSTRAINT statement_amounts;
ALTER TABLE statement ADD CONSTRAINT statement_amounts CHECK (
  total_minor >= 0 AND line_count >= 0 AND adjustment_minor >= 0 AND tax_minor >= 0 AND offset_minor >= 0 AND net_minor >= 0
  AND net_minor = total_minor + adjustment_minor - tax_minor - offset_minor);
ALTER TABLE adjustment ADD CONSTRAINT adjustment_amount CHECK (amount_minor <> 0 AND (statement_id IS NULL OR (amount_minor > 0 AND status = 'APPROVED')));
ALTER TABLE adjustment ADD CONSTRAINT adjustment_two_people CHECK (status <> 'APPROVED' OR (decided_by_id IS NOT NULL AND decided_by_id <> requested_by_id));
CREATE TRIGGER adjustment_facts BEFORE UPDATE ON adjustment FOR EACH ROW
  EXECUTE FUNCTION keep_facts('id', 'distributor_id', 'amount_minor', 'reason', 'requested_by_id', 'dispute_id');
CREATE TRIGGER adjustment_steps BEFORE UPDATE ON adjustment FOR EACH ROW
  EXECUTE FUNCTION take_steps('status', 'REQUESTED>APPROVED', 'REQUESTED>REJECTED');
ALTER TABLE clawback ADD CONSTRAINT clawback_amount CHECK (amount_minor > 0);
CREATE TRIGGER clawback_no_change BEFORE UPDATE OR DELETE ON clawback FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE UNIQUE INDEX dispute_one_open ON dispute (commission_id) WHERE status = 'OPEN';
CREATE TRIGGER dispute_steps BEFORE UPDATE ON dispute FOR EACH ROW
  EXECUTE FUNCTION take_steps('status', 'OPEN>UPHELD', 'OPEN>CORRECTED', 'OPEN>WITHDRAWN');
CREATE TRIGGER dispute_message_no_change BEFORE UPDATE OR DELETE ON dispute_message FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A disputed line is frozen again; a returned payout makes its lines payable again.
CREATE OR REPLACE FUNCTION commission_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.redemption_id, NEW.distributor_id, NEW.depth, NEW.amount_minor, NEW.base_minor, NEW.currency)
     IS DISTINCT FROM (OLD.redemption_id, OLD.distributor_id, OLD.depth, OLD.amount_minor, OLD.base_minor, OLD.currency) THEN
    RAISE EXCEPTION 'commission % is immutable', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.status <> OLD.status AND NOT (OLD.status, NEW.status) IN
     (('FROZEN', 'PAYABLE'), ('FROZEN', 'REVERSED'), ('PAYABLE', 'PAID'), ('PAYABLE', 'FROZEN'), ('PAID', 'PAYABLE')) THEN
    RAISE EXCEPTION 'commission % cannot go from % to %', OLD.id, OLD.status, NEW.status USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

-- Money out -------------------------------------------------------------------------------------------------------
CREATE UNIQUE INDEX payee_account_one_active ON payee_account (distributor_id, kind) WHERE status = 'ACTIVE';
CREATE TRIGGER payee_account_facts BEFORE UPDATE ON payee_account FOR EACH ROW
  EXECUTE FUNCTION keep_facts('id', 'distributor_id', 'kind', 'holder_name', 'number_sealed', 'number_masked', 'number_hash', 'bank_name', 'branch_name', 'added_by_id');
CREATE TRIGGER payee_account_steps BEFORE UPDATE ON payee_account FOR EACH ROW EXECUTE FUNCTION take_steps('status',
  'PENDING>ACTIVE', 'PENDING>REJECTED', 'PENDING>RETIRED', 'ACTIVE>RETIRED');
ALTER TABLE withdrawal ADD CONSTRAINT withdrawal_amount CHECK (amount_minor > 0);
ALTER TABLE payout_batch ADD CONSTRAINT payout_batch_two_people CHECK (
  status NOT IN ('APPROVED', 'DONE') OR (decided_by_id IS NOT NULL AND decided_by_id <> prepared_by_id));
ALTER TABLE payout_batch ADD CONSTRAINT payout_batch_totals CHECK (item_count > 0 AND total_minor > 0);
CREATE TRIGGER payout_batch_facts BEFORE UPDATE ON payout_batch FOR EACH ROW
  EXECUTE FUNCTION keep_facts('id', 'provider', 'item_count', 'total_minor', 'currency', 'prepared_by_id');
ALTER TABLE payout_item ADD CONSTRAINT payout_item_amount CHECK (amount_minor > 0);
ALTER TABLE payout_item ADD CONSTRAINT payout_item_one_document CHECK ((statement_id IS NULL) <> (withdrawal_id IS NULL));
CREATE UNIQUE INDEX payout_item_one_live_statement ON payout_item (statement_id) WHERE status NOT IN ('CANCELLED', 'RETURNED');
CREATE UNIQUE INDEX payout_item_one_live_withdrawal ON payout_item (withdrawal_id) WHERE status NOT IN ('CANCELLED', 'RETURNED');
CREATE TRIGGER payout_item_facts BEFORE UPDATE ON payout_item FOR EACH ROW
  EXECUTE FUNCTION keep_facts('id', 'batch_id', 'distributor_id', 'statement_id', 'withdrawal_id', 'payee_account_id', 'amount_minor');
CREATE UNIQUE INDEX payout_attempt_one_live ON payout_attempt (item_id) WHERE state NOT IN ('FAILED', 'RETURNED', 'CANCELLED');
CREATE TRIGGER payout_attempt_facts BEFORE UPDATE ON payout_attempt FOR EACH ROW
  EXECUTE FUNCTION keep_facts('id', 'item_id', 'provider', 'out_no', 'payee_account_id', 'amount_minor', 'body_hash', 'created_at');
CREATE TRIGGER payout_attempt_steps BEFORE UPDATE ON payout_attempt FOR EACH ROW EXECUTE FUNCTION take_steps('state',
  'INTENT>PENDING', 'INTENT>WAITING', 'INTENT>UNKNOWN', 'INTENT>PAID', 'INTENT>FAILED', 'INTENT>CANCELLED',
  'PENDING>WAITING', 'PENDING>UNKNOWN', 'PENDING>PARKED', 'PENDING>PAID', 'PENDING>FAILED', 'PENDING>CANCELLED',
  'WAITING>PENDING', 'WAITING>UNKNOWN', 'WAITING>PAID', 'WAITING>FAILED', 'WAITING>CANCELLED', 'WAITING>PARKED',
  'UNKNOWN>PENDING', 'UNKNOWN>WAITING', 'UNKNOWN>PARKED', 'UNKNOWN>PAID', 'UNKNOWN>FAILED', 'UNKNOWN>CANCELLED',
  'PARKED>PENDING', 'PARKED>WAITING', 'PARKED>PAID', 'PARKED>FAILED', 'PARKED>CANCELLED', 'PAID>RETURNED');
CREATE FUNCTION payout_attempt_needs_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = OLD.state OR (OLD.state = 'INTENT' AND NEW.state = 'UNKNOWN') THEN RETURN NULL; END IF;
  PERFORM 1 FROM payout_evidence e WHERE e.attempt_id = NEW.id AND e.from_state = OLD.state AND e.to_state = NEW.state
    AND e.xact_id = pg_current_xact_id()::text::bigint;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'payout attempt % moves from % to % without evidence', NEW.id, OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payout_attempt_needs_evidence AFTER UPDATE ON payout_attempt
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payout_attempt_needs_evidence();
CREATE TRIGGER payout_evidence_no_change BEFORE UPDATE OR DELETE ON payout_evidence FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payout_evidence_no_truncate BEFORE TRUNCATE ON payout_evidence FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE payout_evidence ADD CONSTRAINT payout_evidence_two_people CHECK (
  kind <> 'DECISION' OR (first_person_id IS NOT NULL AND second_person_id IS NOT NULL AND first_person_id <> second_person_id));

-- Breakage --------------------------------------------------------------------------------------------------------
ALTER TABLE breakage ADD CONSTRAINT breakage_amounts CHECK (quantity > 0 AND amount_minor > 0 AND refund_minor BETWEEN 0 AND amount_minor);
CREATE TRIGGER breakage_no_change BEFORE UPDATE OR DELETE ON breakage FOR EACH ROW EXECUTE FUNCTION refuse_change();
