-- AlterTable
ALTER TABLE "batch" ADD COLUMN     "lease_id" UUID;

-- Every row of a batch became a voucher, was a duplicate, or was refused.
ALTER TABLE batch ADD CONSTRAINT batch_adds_up CHECK (
  row_count >= 0 AND imported_count >= 0 AND duplicate_count >= 0 AND refused_count >= 0
  AND row_count = imported_count + duplicate_count + refused_count);
