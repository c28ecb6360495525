-- AlterTable
ALTER TABLE "payout_attempt" ADD COLUMN     "proposed_at" TIMESTAMPTZ(3),
ADD COLUMN     "proposed_by_id" UUID,
ADD COLUMN     "proposed_reason" TEXT,
ADD COLUMN     "proposed_state" "PayoutAttemptState";

-- CreateTable
CREATE TABLE "payout_pause" (
    "provider" "Provider" NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payout_pause_pkey" PRIMARY KEY ("provider")
);

-- Payouts: what Prisma's schema cannot say --------------------------------------------------------------------------
CREATE TRIGGER withdrawal_facts BEFORE UPDATE ON withdrawal FOR EACH ROW
  EXECUTE FUNCTION keep_facts('id', 'distributor_id', 'amount_minor', 'requested_by_id', 'created_at');
CREATE TRIGGER withdrawal_steps BEFORE UPDATE ON withdrawal FOR EACH ROW EXECUTE FUNCTION take_steps('status',
  'REQUESTED>APPROVED', 'REQUESTED>REJECTED', 'REQUESTED>CANCELLED', 'APPROVED>PAYING', 'APPROVED>CANCELLED',
  'PAYING>APPROVED', 'PAYING>PAID', 'PAID>APPROVED');
ALTER TABLE withdrawal ADD CONSTRAINT withdrawal_paid CHECK ((status = 'PAID') = (paid_at IS NOT NULL));
CREATE TRIGGER payout_batch_steps BEFORE UPDATE ON payout_batch FOR EACH ROW EXECUTE FUNCTION take_steps('status',
  'PREPARED>APPROVED', 'PREPARED>REJECTED', 'APPROVED>DONE');
CREATE TRIGGER payout_item_steps BEFORE UPDATE ON payout_item FOR EACH ROW EXECUTE FUNCTION take_steps('status',
  'PREPARED>READY', 'PREPARED>HELD', 'PREPARED>CANCELLED', 'READY>SENDING', 'READY>HELD', 'READY>CANCELLED', 'HELD>CANCELLED',
  'SENDING>READY', 'SENDING>WAITING', 'SENDING>UNKNOWN', 'SENDING>PARKED', 'SENDING>PAID', 'SENDING>FAILED',
  'WAITING>SENDING', 'WAITING>UNKNOWN', 'WAITING>PARKED', 'WAITING>PAID', 'WAITING>FAILED',
  'UNKNOWN>SENDING', 'UNKNOWN>WAITING', 'UNKNOWN>PARKED', 'UNKNOWN>PAID', 'UNKNOWN>FAILED',
  'PARKED>SENDING', 'PARKED>WAITING', 'PARKED>PAID', 'PARKED>FAILED',
  'FAILED>READY', 'FAILED>HELD', 'FAILED>CANCELLED', 'PAID>RETURNED');
ALTER TABLE payout_item ADD CONSTRAINT payout_item_paid CHECK (status <> 'PAID' OR paid_at IS NOT NULL);
-- The first person's word is given whole, and the second one is somebody else (see payout_evidence_two_people).
ALTER TABLE payout_attempt ADD CONSTRAINT payout_attempt_proposal CHECK (
  (proposed_state IS NULL) = (proposed_by_id IS NULL) AND (proposed_state IS NULL) = (proposed_at IS NULL)
  AND (proposed_state IS NULL OR proposed_state IN ('PAID', 'FAILED')));
-- Senders look for what is ready; queries for what is due.
CREATE INDEX payout_item_ready ON payout_item (id) WHERE status = 'READY';
CREATE INDEX payout_attempt_due ON payout_attempt (next_query_at) WHERE next_query_at IS NOT NULL;
CREATE INDEX payout_attempt_lost ON payout_attempt (leased_until) WHERE state = 'INTENT';
