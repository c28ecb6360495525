-- AlterTable
ALTER TABLE "reconciliation" ADD COLUMN     "leftovers" JSONB NOT NULL DEFAULT '[]';

-- Lines without a number of ours are found by the provider's.
CREATE INDEX payment_provider_ref ON payment (provider, provider_ref) WHERE provider_ref IS NOT NULL;
