-- What Prisma's schema cannot say: the rules that never break.

-- Users -----------------------------------------------------------------------------------------------------------
ALTER TABLE app_user ADD CONSTRAINT app_user_email_lower CHECK (email = lower(email));
ALTER TABLE app_user ADD CONSTRAINT app_user_one_home CHECK (
  (kind = 'STAFF' AND staff_role IS NOT NULL AND distributor_id IS NULL AND merchant_id IS NULL) OR
  (kind = 'DISTRIBUTOR' AND staff_role IS NULL AND distributor_id IS NOT NULL AND merchant_id IS NULL) OR
  (kind = 'MERCHANT' AND staff_role IS NULL AND distributor_id IS NULL AND merchant_id IS NOT NULL));

-- Append-only tables ----------------------------------------------------------------------------------------------
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['audit_entry', 'voucher_event', 'ledger_transaction', 'ledger_entry'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t || '_no_change', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t || '_no_truncate', t);
  END LOOP;
END $$;

-- Ledger ----------------------------------------------------------------------------------------------------------
ALTER TABLE ledger_account ADD CONSTRAINT ledger_account_owner CHECK (
  (owner_id IS NULL) = (kind IN ('BANK', 'SALES', 'COMMISSION_EXPENSE')));
CREATE UNIQUE INDEX ledger_account_system_key ON ledger_account (kind, currency) WHERE owner_id IS NULL;
CREATE UNIQUE INDEX ledger_account_owner_key ON ledger_account (owner_id, kind, currency) WHERE owner_id IS NOT NULL;
ALTER TABLE ledger_balance ADD CONSTRAINT ledger_balance_not_negative CHECK (balance_minor >= 0);
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_not_zero CHECK (amount_minor <> 0);
ALTER TABLE ledger_transaction ADD CONSTRAINT ledger_transaction_not_own_reversal CHECK (reverses_id <> id);

CREATE FUNCTION ledger_check_transaction(tid uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE n int; bad int;
BEGIN
  SELECT count(*) INTO n FROM ledger_entry WHERE transaction_id = tid;
  IF n < 2 THEN
    RAISE EXCEPTION 'ledger transaction % has % entries', tid, n USING ERRCODE = 'check_violation';
  END IF;
  SELECT count(*) INTO bad FROM (
    SELECT 1 FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
    WHERE e.transaction_id = tid GROUP BY a.currency HAVING sum(e.amount_minor) <> 0) x;
  IF bad > 0 THEN
    RAISE EXCEPTION 'ledger transaction % does not balance', tid USING ERRCODE = 'check_violation';
  END IF;
END $$;
CREATE FUNCTION ledger_transaction_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM ledger_check_transaction(NEW.id); RETURN NULL; END $$;
-- An entry added to a transaction of an earlier database transaction would unbalance it unseen: refuse it at once.
CREATE FUNCTION ledger_entry_not_late() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM ledger_transaction t WHERE t.id = NEW.transaction_id AND t.xact_id = pg_current_xact_id()::text::bigint;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'late entry for ledger transaction %', NEW.transaction_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE CONSTRAINT TRIGGER ledger_transaction_balances AFTER INSERT ON ledger_transaction
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_transaction_balances();
CREATE TRIGGER ledger_entry_not_late BEFORE INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_entry_not_late();

-- Money on other tables -------------------------------------------------------------------------------------------
ALTER TABLE product ADD CONSTRAINT product_amounts CHECK (
  face_value_minor > 0 AND cost_minor >= 0 AND retail_price_minor > 0 AND price_floor_minor >= 0
  AND retail_price_minor >= price_floor_minor AND per_person_limit BETWEEN 1 AND 1000 AND low_stock_at >= 0);
ALTER TABLE product ADD CONSTRAINT product_validity CHECK (
  (validity_kind = 'FIXED' AND valid_until IS NOT NULL) OR (validity_kind = 'DAYS_AFTER_CLAIM' AND valid_days BETWEEN 1 AND 3650));
ALTER TABLE product_price ADD CONSTRAINT product_price_positive CHECK (price_minor > 0);
ALTER TABLE allotment ADD CONSTRAINT allotment_amounts CHECK (
  quantity > 0 AND unit_price_minor > 0 AND total_minor = quantity * unit_price_minor);
ALTER TABLE recall ADD CONSTRAINT recall_amounts CHECK (quantity > 0 AND refund_minor >= 0);
ALTER TABLE top_up ADD CONSTRAINT top_up_amount CHECK (amount_minor > 0);
ALTER TABLE top_up ADD CONSTRAINT top_up_two_people CHECK (status <> 'CONFIRMED' OR decided_by_id <> recorded_by_id);
ALTER TABLE top_up ADD CONSTRAINT top_up_decided CHECK ((status = 'PENDING') = (decided_by_id IS NULL));
ALTER TABLE commission ADD CONSTRAINT commission_amounts CHECK (amount_minor > 0 AND base_minor >= 0 AND depth BETWEEN 1 AND 10);
ALTER TABLE commission ADD CONSTRAINT commission_statement CHECK (
  (status IN ('FROZEN') AND statement_id IS NULL) OR (status IN ('PAYABLE', 'PAID') AND statement_id IS NOT NULL) OR status = 'REVERSED');
ALTER TABLE commission_share ADD CONSTRAINT commission_share_value CHECK (depth BETWEEN 1 AND 10 AND value > 0);
ALTER TABLE commission_rule ADD CONSTRAINT commission_rule_pool CHECK (pool > 0 AND (kind = 'FIXED' OR pool <= 10000));
ALTER TABLE statement ADD CONSTRAINT statement_amounts CHECK (total_minor > 0 AND line_count > 0);
ALTER TABLE statement_payment ADD CONSTRAINT statement_payment_two_people CHECK (status <> 'APPROVED' OR decided_by_id <> prepared_by_id);
CREATE UNIQUE INDEX statement_payment_one_live ON statement_payment (statement_id) WHERE status <> 'REJECTED';
CREATE INDEX commission_due ON commission (due_at, distributor_id) WHERE status = 'FROZEN';

-- A commission's facts never change; its status moves FROZEN → PAYABLE → PAID or to REVERSED, and ends there.
CREATE FUNCTION commission_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.redemption_id, NEW.distributor_id, NEW.depth, NEW.amount_minor, NEW.base_minor, NEW.currency)
     IS DISTINCT FROM (OLD.redemption_id, OLD.distributor_id, OLD.depth, OLD.amount_minor, OLD.base_minor, OLD.currency) THEN
    RAISE EXCEPTION 'commission % is immutable', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.status <> OLD.status AND NOT (OLD.status, NEW.status) IN
     (('FROZEN', 'PAYABLE'), ('FROZEN', 'REVERSED'), ('PAYABLE', 'PAID')) THEN
    RAISE EXCEPTION 'commission % cannot go from % to %', OLD.id, OLD.status, NEW.status USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER commission_moves BEFORE UPDATE ON commission FOR EACH ROW EXECUTE FUNCTION commission_moves();

-- Levels over all depths never exceed the rule's pool. Checked when the redemption's transaction commits.
CREATE FUNCTION commission_within_pool() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE total bigint; most bigint;
BEGIN
  SELECT sum(amount_minor) INTO total FROM commission WHERE redemption_id = NEW.redemption_id;
  SELECT CASE r.kind WHEN 'FIXED' THEN r.pool ELSE NEW.base_minor * r.pool / 10000 END INTO most
    FROM commission_rule r WHERE r.id = NEW.rule_id;
  IF total > most THEN
    RAISE EXCEPTION 'commissions of redemption % exceed the pool', NEW.redemption_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER commission_within_pool AFTER INSERT ON commission
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION commission_within_pool();

-- Network ---------------------------------------------------------------------------------------------------------
CREATE FUNCTION distributor_no_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE up uuid := NEW.upline_id; steps int := 0;
BEGIN
  WHILE up IS NOT NULL LOOP
    IF up = NEW.id OR steps > 1000 THEN
      RAISE EXCEPTION 'the network must not contain a cycle' USING ERRCODE = 'restrict_violation';
    END IF;
    SELECT upline_id INTO up FROM distributor WHERE id = up;
    steps := steps + 1;
  END LOOP;
  RETURN NEW;
END $$;
CREATE TRIGGER distributor_no_cycle BEFORE INSERT OR UPDATE OF upline_id ON distributor FOR EACH ROW EXECUTE FUNCTION distributor_no_cycle();
CREATE UNIQUE INDEX application_one_pending ON application (email) WHERE status = 'PENDING';

-- Vouchers --------------------------------------------------------------------------------------------------------
-- Where a voucher is follows from what it points at.
ALTER TABLE voucher ADD CONSTRAINT voucher_place CHECK (
  (status = 'IN_STOCK' AND allotment_id IS NULL AND link_id IS NULL) OR
  (status = 'ALLOTTED' AND allotment_id IS NOT NULL) OR
  (status IN ('CLAIMED', 'REDEEMED') AND allotment_id IS NOT NULL AND link_id IS NOT NULL) OR
  status IN ('EXPIRED', 'VOIDED'));
CREATE INDEX voucher_stock ON voucher (product_id, seq) WHERE status = 'IN_STOCK';
CREATE INDEX voucher_allotted ON voucher (allotment_id, seq) WHERE status = 'ALLOTTED' AND link_id IS NULL;
CREATE INDEX voucher_claimable ON voucher (link_id, seq) WHERE status = 'ALLOTTED';
CREATE INDEX voucher_by_allotment ON voucher (allotment_id, status) WHERE allotment_id IS NOT NULL;
CREATE INDEX voucher_by_link ON voucher (link_id, status) WHERE link_id IS NOT NULL;
CREATE INDEX voucher_expiring ON voucher (expires_at) WHERE expires_at IS NOT NULL AND status IN ('IN_STOCK', 'ALLOTTED', 'CLAIMED');

CREATE FUNCTION voucher_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.batch_id, NEW.product_id, NEW.code_index) IS DISTINCT FROM (OLD.id, OLD.batch_id, OLD.product_id, OLD.code_index) THEN
    RAISE EXCEPTION 'voucher % keeps its identity', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.status <> OLD.status AND NOT (OLD.status, NEW.status) IN (
     ('IN_STOCK', 'ALLOTTED'), ('ALLOTTED', 'IN_STOCK'), ('ALLOTTED', 'CLAIMED'), ('CLAIMED', 'REDEEMED'), ('REDEEMED', 'CLAIMED'),
     ('IN_STOCK', 'EXPIRED'), ('ALLOTTED', 'EXPIRED'), ('CLAIMED', 'EXPIRED'),
     ('IN_STOCK', 'VOIDED'), ('ALLOTTED', 'VOIDED'), ('CLAIMED', 'VOIDED')) THEN
    RAISE EXCEPTION 'voucher % cannot go from % to %', OLD.id, OLD.status, NEW.status USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER voucher_moves BEFORE UPDATE ON voucher FOR EACH ROW EXECUTE FUNCTION voucher_moves();
CREATE FUNCTION voucher_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'vouchers are never deleted' USING ERRCODE = 'restrict_violation'; END $$;
CREATE TRIGGER voucher_stays BEFORE DELETE ON voucher FOR EACH ROW EXECUTE FUNCTION voucher_stays();

ALTER TABLE claim_link ADD CONSTRAINT claim_link_limits CHECK (
  quota > 0 AND per_person_limit BETWEEN 1 AND 1000 AND (opens_at IS NULL OR closes_at IS NULL OR opens_at < closes_at));
ALTER TABLE claim ADD CONSTRAINT claim_slots CHECK (slot >= 1 AND product_slot >= 1);
CREATE UNIQUE INDEX redemption_once ON redemption (voucher_id) WHERE reversed_at IS NULL;

-- Messages --------------------------------------------------------------------------------------------------------
CREATE INDEX message_pending ON message (next_attempt_at) WHERE status = 'PENDING';

-- The platform's own accounts. Ids follow from what the account is (domain/ledger/rules.ts, accountId).
INSERT INTO ledger_account (id, kind, currency)
SELECT md5(k || '||CNY')::uuid, k::"LedgerAccountKind", 'CNY' FROM unnest(ARRAY['BANK', 'SALES', 'COMMISSION_EXPENSE']) AS k;
