-- A rejected record frees its bank reference: a typing error can be recorded again.
DROP INDEX "top_up_bank_reference_key";
CREATE UNIQUE INDEX top_up_bank_reference_live ON top_up (bank_reference) WHERE status <> 'REJECTED';

-- A distributor's allotments, newest first.
CREATE INDEX "allotment_distributor_id_id_idx" ON "allotment"("distributor_id", "id");
