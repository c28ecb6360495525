ALTER TABLE "claim_link" ADD COLUMN "paused_by_staff" BOOLEAN NOT NULL DEFAULT false;
