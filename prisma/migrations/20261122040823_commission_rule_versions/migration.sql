ALTER TABLE "commission_rule" ADD COLUMN "archived_at" TIMESTAMPTZ(3), ADD COLUMN "replaced_by" UUID;
CREATE UNIQUE INDEX "commission_rule_replaced_by_key" ON "commission_rule"("replaced_by");

-- A rule's terms never change: an edit archives it and makes a new one, so what was earned under it stays explained.
ALTER TABLE commission_rule ADD CONSTRAINT commission_rule_archive CHECK (
  (archived_at IS NULL OR NOT active) AND (replaced_by IS NULL OR archived_at IS NOT NULL) AND replaced_by IS DISTINCT FROM id);
CREATE FUNCTION commission_rule_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.product_id, NEW.category_id, NEW.level_id, NEW.base, NEW.kind, NEW.pool)
     IS DISTINCT FROM (OLD.product_id, OLD.category_id, OLD.level_id, OLD.base, OLD.kind, OLD.pool) THEN
    RAISE EXCEPTION 'the terms of commission rule % are fixed', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.archived_at IS NOT NULL AND NEW.archived_at IS DISTINCT FROM OLD.archived_at THEN
    RAISE EXCEPTION 'commission rule % stays archived', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER commission_rule_terms BEFORE UPDATE ON commission_rule FOR EACH ROW EXECUTE FUNCTION commission_rule_terms();
CREATE TRIGGER commission_share_no_change BEFORE UPDATE OR DELETE ON commission_share FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION commission_shares_within_pool() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT sum(value) FROM commission_share WHERE rule_id = NEW.rule_id) > (SELECT pool FROM commission_rule WHERE id = NEW.rule_id) THEN
    RAISE EXCEPTION 'the shares of commission rule % exceed its pool', NEW.rule_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER commission_shares_within_pool AFTER INSERT ON commission_share
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION commission_shares_within_pool();

-- One bank transfer pays one statement, and what was prepared is what is approved.
CREATE UNIQUE INDEX statement_payment_one_transfer ON statement_payment (lower(transfer_reference)) WHERE status <> 'REJECTED';
CREATE FUNCTION statement_payment_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.statement_id, NEW.amount_minor, NEW.transfer_reference, NEW.prepared_by_id)
     IS DISTINCT FROM (OLD.statement_id, OLD.amount_minor, OLD.transfer_reference, OLD.prepared_by_id) THEN
    RAISE EXCEPTION 'payment % is fixed', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.status <> 'PREPARED' AND NEW.status <> OLD.status THEN
    RAISE EXCEPTION 'payment % is decided', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER statement_payment_moves BEFORE UPDATE ON statement_payment FOR EACH ROW EXECUTE FUNCTION statement_payment_moves();

CREATE FUNCTION statement_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.settlement_id, NEW.distributor_id, NEW.total_minor, NEW.line_count, NEW.currency)
     IS DISTINCT FROM (OLD.settlement_id, OLD.distributor_id, OLD.total_minor, OLD.line_count, OLD.currency) THEN
    RAISE EXCEPTION 'statement % is fixed', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.status <> OLD.status AND NOT (OLD.status, NEW.status) IN
     (('PAYABLE', 'PREPARED'), ('PREPARED', 'PAYABLE'), ('PREPARED', 'PAID')) THEN
    RAISE EXCEPTION 'statement % cannot go from % to %', OLD.id, OLD.status, NEW.status USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER statement_moves BEFORE UPDATE ON statement FOR EACH ROW EXECUTE FUNCTION statement_moves();
