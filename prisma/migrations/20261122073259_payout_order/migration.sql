-- DropIndex
DROP INDEX "payout_attempt_item_id_id_idx";

-- DropIndex
DROP INDEX "payout_evidence_attempt_id_id_idx";

-- AlterTable
ALTER TABLE "payout_attempt" ADD COLUMN     "turn" INTEGER NOT NULL;

-- AlterTable
ALTER TABLE "payout_evidence" ADD COLUMN     "seq" BIGSERIAL NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "payout_attempt_item_id_turn_key" ON "payout_attempt"("item_id", "turn");

-- CreateIndex
CREATE INDEX "payout_evidence_attempt_id_seq_idx" ON "payout_evidence"("attempt_id", "seq");

DROP TRIGGER payout_attempt_facts ON payout_attempt;
CREATE TRIGGER payout_attempt_facts BEFORE UPDATE ON payout_attempt FOR EACH ROW
  EXECUTE FUNCTION keep_facts('id', 'item_id', 'turn', 'provider', 'out_no', 'payee_account_id', 'amount_minor', 'body_hash', 'created_at');
ALTER TABLE payout_attempt ADD CONSTRAINT payout_attempt_turn CHECK (turn > 0);
