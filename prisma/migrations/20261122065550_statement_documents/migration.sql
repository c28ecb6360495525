-- CreateEnum
CREATE TYPE "InvoiceStatus" AS ENUM ('SUBMITTED', 'ACCEPTED', 'REJECTED');

-- CreateTable
CREATE TABLE "statement_invoice" (
    "id" UUID NOT NULL,
    "statement_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "file_id" UUID NOT NULL,
    "status" "InvoiceStatus" NOT NULL DEFAULT 'SUBMITTED',
    "sent_by_id" UUID NOT NULL,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "reject_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "statement_invoice_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "statement_invoice_statement_id_idx" ON "statement_invoice"("statement_id");

-- CreateIndex
CREATE INDEX "statement_invoice_status_id_idx" ON "statement_invoice"("status", "id");

-- CreateIndex
CREATE INDEX "statement_invoice_number_idx" ON "statement_invoice"("number");

-- AddForeignKey
ALTER TABLE "statement_invoice" ADD CONSTRAINT "statement_invoice_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Settlement: what Prisma's schema cannot say -----------------------------------------------------------------------
-- Cycles say which days: the old words mean Monday and the first of the month.
UPDATE setting SET value = CASE value #>> '{}'
  WHEN 'WEEKLY' THEN '{"kind": "WEEKLY", "weekday": 1}'::jsonb
  WHEN 'MONTHLY' THEN '{"kind": "MONTHLY", "day": 1}'::jsonb
  ELSE '{"kind": "DAYS", "days": 1, "unit": "CALENDAR"}'::jsonb END
WHERE key = 'settlementCycle' AND jsonb_typeof(value) = 'string';
UPDATE settlement SET cycle = cycle || '1' WHERE cycle IN ('WEEKLY', 'MONTHLY');

-- What was owed before and after each statement, as its posting says.
UPDATE statement s SET closing_minor = e.balance_after_minor, opening_minor = e.balance_after_minor - s.net_minor
FROM ledger_transaction l JOIN ledger_entry e ON e.transaction_id = l.id
JOIN ledger_account a ON a.id = e.account_id AND a.kind = 'COMMISSION_PAYABLE'
WHERE l.kind = 'settlement' AND l.reference = s.id::text;

-- A statement's amounts change only as its next revision, while nothing is on its way; one that pays nothing is paid at once.
CREATE OR REPLACE FUNCTION statement_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.settlement_id, NEW.distributor_id, NEW.currency, NEW.adjustment_minor, NEW.opening_minor, NEW.tax_basis, NEW.created_at)
     IS DISTINCT FROM (OLD.settlement_id, OLD.distributor_id, OLD.currency, OLD.adjustment_minor, OLD.opening_minor, OLD.tax_basis, OLD.created_at) THEN
    RAISE EXCEPTION 'statement % is fixed', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.total_minor, NEW.line_count, NEW.tax_minor, NEW.offset_minor, NEW.net_minor, NEW.closing_minor, NEW.revision)
     IS DISTINCT FROM (OLD.total_minor, OLD.line_count, OLD.tax_minor, OLD.offset_minor, OLD.net_minor, OLD.closing_minor, OLD.revision)
     AND (NEW.revision <> OLD.revision + 1 OR OLD.status <> 'PAYABLE') THEN
    RAISE EXCEPTION 'statement % is fixed', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.status <> OLD.status AND NOT (OLD.status, NEW.status) IN
     (('PAYABLE', 'PREPARED'), ('PREPARED', 'PAYABLE'), ('PREPARED', 'PAID'), ('PAID', 'PAYABLE'))
     AND NOT ((OLD.status, NEW.status) = ('PAYABLE', 'PAID') AND NEW.net_minor = 0) THEN
    RAISE EXCEPTION 'statement % cannot go from % to %', OLD.id, OLD.status, NEW.status USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
ALTER TABLE statement ADD CONSTRAINT statement_paid CHECK ((status = 'PAID') = (paid_at IS NOT NULL) AND (net_minor > 0 OR status = 'PAID'));
ALTER TABLE statement ADD CONSTRAINT statement_balances CHECK (closing_minor = opening_minor + net_minor);

-- An adjustment is put on one statement, once.
CREATE FUNCTION adjustment_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.statement_id IS NOT NULL AND NEW.statement_id IS DISTINCT FROM OLD.statement_id THEN
    RAISE EXCEPTION 'adjustment % is on its statement', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER adjustment_stays BEFORE UPDATE ON adjustment FOR EACH ROW EXECUTE FUNCTION adjustment_stays();
CREATE INDEX adjustment_unsettled ON adjustment (distributor_id) WHERE status = 'APPROVED' AND statement_id IS NULL AND amount_minor > 0;

CREATE TRIGGER dispute_facts BEFORE UPDATE ON dispute FOR EACH ROW
  EXECUTE FUNCTION keep_facts('id', 'commission_id', 'statement_id', 'distributor_id', 'net_minor', 'tax_minor', 'offset_minor', 'opened_by_id');
ALTER TABLE dispute ADD CONSTRAINT dispute_decided CHECK ((status = 'OPEN') = (decided_at IS NULL));
ALTER TABLE dispute ADD CONSTRAINT dispute_amounts CHECK (net_minor >= 0 AND tax_minor >= 0 AND offset_minor >= 0 AND net_minor + tax_minor + offset_minor > 0);

CREATE UNIQUE INDEX statement_invoice_one_live ON statement_invoice (statement_id) WHERE status <> 'REJECTED';
CREATE TRIGGER statement_invoice_facts BEFORE UPDATE ON statement_invoice FOR EACH ROW
  EXECUTE FUNCTION keep_facts('id', 'statement_id', 'number', 'file_id', 'sent_by_id', 'created_at');
CREATE TRIGGER statement_invoice_steps BEFORE UPDATE ON statement_invoice FOR EACH ROW EXECUTE FUNCTION take_steps('status',
  'SUBMITTED>ACCEPTED', 'SUBMITTED>REJECTED', 'ACCEPTED>REJECTED');

ALTER TABLE level ADD CONSTRAINT level_hold_days CHECK (hold_days BETWEEN 0 AND 180);
