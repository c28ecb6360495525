-- AlterTable
ALTER TABLE "day_close" ADD COLUMN     "reason" TEXT;

-- AlterTable
ALTER TABLE "incident" ADD COLUMN     "resolution_kind" TEXT;

-- AlterTable
ALTER TABLE "provider_statement_line" ADD COLUMN     "difference" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "payee_hash" BYTEA;

-- AlterTable
ALTER TABLE "reconciliation" ADD COLUMN     "ledger_count" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "incident_note" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "author_id" UUID,
    "author_name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "incident_note_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "incident_note_incident_id_id_idx" ON "incident_note"("incident_id", "id");

-- CreateIndex
CREATE INDEX "incident_provider_day_idx" ON "incident"("provider", "day");

-- AddForeignKey
ALTER TABLE "incident_note" ADD CONSTRAINT "incident_note_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say ---------------------------------------------------------------------------------
CREATE TRIGGER incident_note_no_change BEFORE UPDATE OR DELETE ON incident_note FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER incident_facts BEFORE UPDATE ON incident FOR EACH ROW
  EXECUTE FUNCTION keep_facts('id', 'kind', 'provider', 'subject_type', 'subject_id', 'day', 'expected_minor', 'actual_minor', 'dedupe_key', 'created_at');
CREATE TRIGGER incident_steps BEFORE UPDATE ON incident FOR EACH ROW EXECUTE FUNCTION take_steps('status', 'OPEN>RESOLVED');
CREATE TRIGGER incident_stays BEFORE DELETE ON incident FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A statement stays as it came; only what its lines were matched with changes.
CREATE TRIGGER provider_statement_no_change BEFORE UPDATE OR DELETE ON provider_statement FOR EACH ROW EXECUTE FUNCTION refuse_change();
DROP TRIGGER provider_line_facts ON provider_statement_line;
CREATE TRIGGER provider_line_facts BEFORE UPDATE ON provider_statement_line FOR EACH ROW
  EXECUTE FUNCTION keep_facts('id', 'statement_id', 'provider', 'line_id', 'kind', 'out_no', 'provider_ref', 'amount_minor', 'fee_minor', 'at', 'payee', 'payee_hash');
CREATE TRIGGER provider_line_stays BEFORE DELETE ON provider_statement_line FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE provider_statement_line ADD CONSTRAINT provider_line_match CHECK (
  (outcome IN ('MATCHED', 'DIFFERENT')) = (matched_id IS NOT NULL) AND (matched_id IS NULL) = (matched_type IS NULL));
CREATE UNIQUE INDEX provider_line_one_per_document ON provider_statement_line (matched_id, kind) WHERE matched_id IS NOT NULL AND kind <> 'FEE';

-- Days are closed one after another; only the last one may be opened again.
CREATE FUNCTION day_close_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last date; target date := CASE TG_OP WHEN 'DELETE' THEN OLD.day ELSE NEW.day END;
BEGIN
  SELECT max(day) INTO last FROM day_close;
  IF TG_OP = 'DELETE' AND target = last THEN RETURN OLD; END IF;
  IF TG_OP = 'INSERT' AND (last IS NULL OR target = last + 1) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'day % cannot be closed or opened again now', target USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER day_close_in_order BEFORE INSERT OR DELETE ON day_close FOR EACH ROW EXECUTE FUNCTION day_close_in_order();
CREATE TRIGGER day_close_no_update BEFORE UPDATE ON day_close FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What moved on a day, for its comparison.
CREATE INDEX payment_paid_at ON payment (provider, paid_at) WHERE state = 'PAID';
CREATE INDEX refund_done_at ON refund (provider, done_at) WHERE state = 'DONE';
CREATE INDEX payout_attempt_resolved_at ON payout_attempt (provider, resolved_at) WHERE state IN ('PAID', 'RETURNED');
CREATE INDEX top_up_bank_reference ON top_up (bank_reference) WHERE method = 'BANK' AND status = 'CONFIRMED';
