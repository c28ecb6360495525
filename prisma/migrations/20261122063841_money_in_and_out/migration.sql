-- CreateEnum
CREATE TYPE "TaxKind" AS ENUM ('PERSON', 'COMPANY');

-- CreateEnum
CREATE TYPE "TopUpMethod" AS ENUM ('BANK', 'STRIPE', 'WECHAT', 'ALIPAY', 'SANDBOX');

-- CreateEnum
CREATE TYPE "PaymentPurpose" AS ENUM ('TOPUP', 'ORDER');

-- CreateEnum
CREATE TYPE "PaymentMethod" AS ENUM ('STRIPE_CHECKOUT', 'WECHAT_NATIVE', 'WECHAT_JSAPI', 'WECHAT_H5', 'ALIPAY_PAGE', 'ALIPAY_WAP', 'SANDBOX');

-- CreateEnum
CREATE TYPE "PaymentState" AS ENUM ('CREATED', 'PENDING', 'PAID', 'CLOSED', 'FAILED');

-- CreateEnum
CREATE TYPE "RefundState" AS ENUM ('REQUESTED', 'SENDING', 'PENDING', 'UNKNOWN', 'DONE', 'FAILED', 'REJECTED');

-- CreateEnum
CREATE TYPE "PayeeKind" AS ENUM ('WECHAT', 'ALIPAY', 'BANK', 'STRIPE');

-- CreateEnum
CREATE TYPE "PayeeStatus" AS ENUM ('PENDING', 'ACTIVE', 'REJECTED', 'RETIRED');

-- CreateEnum
CREATE TYPE "WithdrawalStatus" AS ENUM ('REQUESTED', 'APPROVED', 'REJECTED', 'PAYING', 'PAID', 'CANCELLED');

-- CreateEnum
CREATE TYPE "PayoutBatchStatus" AS ENUM ('PREPARED', 'APPROVED', 'REJECTED', 'DONE');

-- CreateEnum
CREATE TYPE "PayoutItemStatus" AS ENUM ('PREPARED', 'READY', 'HELD', 'SENDING', 'WAITING', 'UNKNOWN', 'PARKED', 'PAID', 'FAILED', 'RETURNED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "PayoutAttemptState" AS ENUM ('INTENT', 'PENDING', 'WAITING', 'UNKNOWN', 'PARKED', 'PAID', 'FAILED', 'RETURNED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "PayoutEvidenceKind" AS ENUM ('REPLY', 'QUERY', 'CALLBACK', 'STATEMENT', 'DECISION');

-- CreateEnum
CREATE TYPE "Provider" AS ENUM ('STRIPE', 'WECHAT', 'ALIPAY', 'BANK', 'SANDBOX');

-- CreateEnum
CREATE TYPE "IncidentStatus" AS ENUM ('OPEN', 'RESOLVED');

-- CreateEnum
CREATE TYPE "StatementSource" AS ENUM ('API', 'UPLOAD');

-- CreateEnum
CREATE TYPE "ProviderLineKind" AS ENUM ('PAYMENT', 'REFUND', 'PAYOUT', 'RETURN', 'FEE', 'OTHER');

-- CreateEnum
CREATE TYPE "ProviderLineOutcome" AS ENUM ('UNMATCHED', 'MATCHED', 'EXTRA', 'DIFFERENT');

-- CreateEnum
CREATE TYPE "AdjustmentStatus" AS ENUM ('REQUESTED', 'APPROVED', 'REJECTED');

-- CreateEnum
CREATE TYPE "DisputeStatus" AS ENUM ('OPEN', 'UPHELD', 'CORRECTED', 'WITHDRAWN');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "LedgerAccountKind" ADD VALUE 'CASH_STRIPE';
ALTER TYPE "LedgerAccountKind" ADD VALUE 'CASH_WECHAT';
ALTER TYPE "LedgerAccountKind" ADD VALUE 'CASH_ALIPAY';
ALTER TYPE "LedgerAccountKind" ADD VALUE 'CASH_SANDBOX';
ALTER TYPE "LedgerAccountKind" ADD VALUE 'BREAKAGE';
ALTER TYPE "LedgerAccountKind" ADD VALUE 'FEES';
ALTER TYPE "LedgerAccountKind" ADD VALUE 'TAX_WITHHELD';
ALTER TYPE "LedgerAccountKind" ADD VALUE 'SUSPENSE';
ALTER TYPE "LedgerAccountKind" ADD VALUE 'OUTGOING';
ALTER TYPE "LedgerAccountKind" ADD VALUE 'RECEIVABLE';

-- AlterTable
ALTER TABLE "distributor" ADD COLUMN     "tax_id_masked" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "tax_kind" "TaxKind" NOT NULL DEFAULT 'PERSON';

-- AlterTable
ALTER TABLE "ledger_balance" ADD COLUMN     "sign" SMALLINT NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "level" ADD COLUMN     "hold_days" INTEGER;

-- AlterTable
ALTER TABLE "statement" ADD COLUMN     "adjustment_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "closing_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "net_minor" BIGINT,
ADD COLUMN     "offset_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "opening_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "tax_basis" JSONB,
ADD COLUMN     "tax_minor" BIGINT NOT NULL DEFAULT 0;
UPDATE "statement" SET "net_minor" = "total_minor";
ALTER TABLE "statement" ALTER COLUMN "net_minor" SET NOT NULL;

-- AlterTable
ALTER TABLE "top_up" ADD COLUMN     "method" "TopUpMethod" NOT NULL DEFAULT 'BANK',
ADD COLUMN     "payment_id" UUID;

-- CreateTable
CREATE TABLE "payment" (
    "id" UUID NOT NULL,
    "no" SERIAL NOT NULL,
    "provider" "Provider" NOT NULL,
    "method" "PaymentMethod" NOT NULL,
    "purpose" "PaymentPurpose" NOT NULL,
    "subject_id" UUID NOT NULL,
    "distributor_id" UUID,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL DEFAULT 'CNY',
    "out_no" TEXT NOT NULL,
    "state" "PaymentState" NOT NULL DEFAULT 'CREATED',
    "provider_ref" TEXT,
    "handoff_sealed" BYTEA,
    "fee_minor" BIGINT NOT NULL DEFAULT 0,
    "refunded_minor" BIGINT NOT NULL DEFAULT 0,
    "query_count" INTEGER NOT NULL DEFAULT 0,
    "next_query_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund" (
    "id" UUID NOT NULL,
    "no" SERIAL NOT NULL,
    "payment_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "out_no" TEXT NOT NULL,
    "provider" "Provider" NOT NULL,
    "state" "RefundState" NOT NULL DEFAULT 'REQUESTED',
    "provider_ref" TEXT,
    "requested_by_id" UUID NOT NULL,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "query_count" INTEGER NOT NULL DEFAULT 0,
    "next_query_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    "fail_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payee_account" (
    "id" UUID NOT NULL,
    "distributor_id" UUID NOT NULL,
    "kind" "PayeeKind" NOT NULL,
    "holder_name" TEXT NOT NULL,
    "number_sealed" BYTEA NOT NULL,
    "number_masked" TEXT NOT NULL,
    "number_hash" BYTEA NOT NULL,
    "bank_name" TEXT NOT NULL DEFAULT '',
    "branch_name" TEXT NOT NULL DEFAULT '',
    "status" "PayeeStatus" NOT NULL DEFAULT 'PENDING',
    "usable_from" TIMESTAMPTZ(3) NOT NULL,
    "added_by_id" UUID NOT NULL,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "reject_reason" TEXT,
    "retired_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payee_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "withdrawal" (
    "id" UUID NOT NULL,
    "no" SERIAL NOT NULL,
    "distributor_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "status" "WithdrawalStatus" NOT NULL DEFAULT 'REQUESTED',
    "requested_by_id" UUID NOT NULL,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "reject_reason" TEXT,
    "paid_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "withdrawal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payout_batch" (
    "id" UUID NOT NULL,
    "no" SERIAL NOT NULL,
    "provider" "Provider" NOT NULL,
    "status" "PayoutBatchStatus" NOT NULL DEFAULT 'PREPARED',
    "item_count" INTEGER NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL DEFAULT 'CNY',
    "note" TEXT NOT NULL DEFAULT '',
    "file_no" TEXT,
    "file_template" JSONB,
    "prepared_by_id" UUID NOT NULL,
    "prepared_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "reject_reason" TEXT,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "payout_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payout_item" (
    "id" UUID NOT NULL,
    "no" SERIAL NOT NULL,
    "batch_id" UUID NOT NULL,
    "distributor_id" UUID NOT NULL,
    "statement_id" UUID,
    "withdrawal_id" UUID,
    "payee_account_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "status" "PayoutItemStatus" NOT NULL DEFAULT 'PREPARED',
    "reason" TEXT,
    "paid_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payout_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payout_attempt" (
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "provider" "Provider" NOT NULL,
    "out_no" TEXT NOT NULL,
    "payee_account_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "body_hash" BYTEA NOT NULL,
    "state" "PayoutAttemptState" NOT NULL DEFAULT 'INTENT',
    "provider_ref" TEXT,
    "reason" TEXT,
    "confirm_sealed" BYTEA,
    "confirm_by" TIMESTAMPTZ(3),
    "fee_minor" BIGINT NOT NULL DEFAULT 0,
    "query_count" INTEGER NOT NULL DEFAULT 0,
    "next_query_at" TIMESTAMPTZ(3),
    "leased_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "payout_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payout_evidence" (
    "id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,
    "kind" "PayoutEvidenceKind" NOT NULL,
    "from_state" "PayoutAttemptState" NOT NULL,
    "to_state" "PayoutAttemptState" NOT NULL,
    "details" JSONB NOT NULL,
    "first_person_id" UUID,
    "second_person_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "xact_id" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "payout_evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider_event" (
    "id" UUID NOT NULL,
    "provider" "Provider" NOT NULL,
    "event_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "out_no" TEXT,
    "body" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),
    "effect" TEXT,

    CONSTRAINT "provider_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident" (
    "id" UUID NOT NULL,
    "no" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "provider" "Provider",
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "day" DATE,
    "expected_minor" BIGINT,
    "actual_minor" BIGINT,
    "details" JSONB NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "status" "IncidentStatus" NOT NULL DEFAULT 'OPEN',
    "owner_id" UUID,
    "resolution" TEXT,
    "resolved_by_id" UUID,
    "resolved_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider_statement" (
    "id" UUID NOT NULL,
    "provider" "Provider" NOT NULL,
    "day" DATE NOT NULL,
    "source" "StatementSource" NOT NULL,
    "sha256" BYTEA NOT NULL,
    "file_name" TEXT NOT NULL,
    "line_count" INTEGER NOT NULL,
    "loaded_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "provider_statement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider_statement_line" (
    "id" UUID NOT NULL,
    "statement_id" UUID NOT NULL,
    "provider" "Provider" NOT NULL,
    "line_id" TEXT NOT NULL,
    "kind" "ProviderLineKind" NOT NULL,
    "out_no" TEXT,
    "provider_ref" TEXT,
    "amount_minor" BIGINT NOT NULL,
    "fee_minor" BIGINT NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "payee" TEXT,
    "outcome" "ProviderLineOutcome" NOT NULL DEFAULT 'UNMATCHED',
    "matched_type" TEXT,
    "matched_id" UUID,

    CONSTRAINT "provider_statement_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reconciliation" (
    "id" UUID NOT NULL,
    "provider" "Provider" NOT NULL,
    "day" DATE NOT NULL,
    "matched_count" INTEGER NOT NULL,
    "missing_count" INTEGER NOT NULL,
    "extra_count" INTEGER NOT NULL,
    "different_count" INTEGER NOT NULL,
    "provider_minor" BIGINT NOT NULL,
    "document_minor" BIGINT NOT NULL,
    "ledger_minor" BIGINT NOT NULL,
    "ran_at" TIMESTAMPTZ(3) NOT NULL,
    "ran_by_id" UUID,

    CONSTRAINT "reconciliation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "day_close" (
    "day" DATE NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_by_id" UUID,
    "totals" JSONB NOT NULL,

    CONSTRAINT "day_close_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "adjustment" (
    "id" UUID NOT NULL,
    "no" SERIAL NOT NULL,
    "distributor_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "status" "AdjustmentStatus" NOT NULL DEFAULT 'REQUESTED',
    "statement_id" UUID,
    "dispute_id" UUID,
    "requested_by_id" UUID NOT NULL,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "reject_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "adjustment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clawback" (
    "commission_id" UUID NOT NULL,
    "redemption_id" UUID NOT NULL,
    "distributor_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "clawback_pkey" PRIMARY KEY ("commission_id")
);

-- CreateTable
CREATE TABLE "dispute" (
    "id" UUID NOT NULL,
    "no" SERIAL NOT NULL,
    "commission_id" UUID NOT NULL,
    "statement_id" UUID NOT NULL,
    "distributor_id" UUID NOT NULL,
    "status" "DisputeStatus" NOT NULL DEFAULT 'OPEN',
    "net_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "offset_minor" BIGINT NOT NULL,
    "opened_by_id" UUID NOT NULL,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dispute_message" (
    "id" UUID NOT NULL,
    "dispute_id" UUID NOT NULL,
    "by_staff" BOOLEAN NOT NULL,
    "author_id" UUID NOT NULL,
    "author_name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "file_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dispute_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_day" (
    "day" DATE NOT NULL,
    "working" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "set_by_id" UUID NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "calendar_day_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "breakage" (
    "id" UUID NOT NULL,
    "allotment_id" UUID NOT NULL,
    "distributor_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "refund_minor" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "breakage_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "payment_no_key" ON "payment"("no");

-- CreateIndex
CREATE INDEX "payment_state_next_query_at_idx" ON "payment"("state", "next_query_at");

-- CreateIndex
CREATE INDEX "payment_distributor_id_id_idx" ON "payment"("distributor_id", "id");

-- CreateIndex
CREATE INDEX "payment_subject_id_idx" ON "payment"("subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_provider_out_no_key" ON "payment"("provider", "out_no");

-- CreateIndex
CREATE UNIQUE INDEX "refund_no_key" ON "refund"("no");

-- CreateIndex
CREATE INDEX "refund_payment_id_idx" ON "refund"("payment_id");

-- CreateIndex
CREATE INDEX "refund_state_next_query_at_idx" ON "refund"("state", "next_query_at");

-- CreateIndex
CREATE UNIQUE INDEX "refund_provider_out_no_key" ON "refund"("provider", "out_no");

-- CreateIndex
CREATE INDEX "payee_account_distributor_id_id_idx" ON "payee_account"("distributor_id", "id");

-- CreateIndex
CREATE INDEX "payee_account_status_id_idx" ON "payee_account"("status", "id");

-- CreateIndex
CREATE INDEX "payee_account_number_hash_idx" ON "payee_account"("number_hash");

-- CreateIndex
CREATE UNIQUE INDEX "withdrawal_no_key" ON "withdrawal"("no");

-- CreateIndex
CREATE INDEX "withdrawal_distributor_id_id_idx" ON "withdrawal"("distributor_id", "id");

-- CreateIndex
CREATE INDEX "withdrawal_status_id_idx" ON "withdrawal"("status", "id");

-- CreateIndex
CREATE UNIQUE INDEX "payout_batch_no_key" ON "payout_batch"("no");

-- CreateIndex
CREATE UNIQUE INDEX "payout_batch_file_no_key" ON "payout_batch"("file_no");

-- CreateIndex
CREATE INDEX "payout_batch_status_id_idx" ON "payout_batch"("status", "id");

-- CreateIndex
CREATE UNIQUE INDEX "payout_item_no_key" ON "payout_item"("no");

-- CreateIndex
CREATE INDEX "payout_item_batch_id_id_idx" ON "payout_item"("batch_id", "id");

-- CreateIndex
CREATE INDEX "payout_item_distributor_id_id_idx" ON "payout_item"("distributor_id", "id");

-- CreateIndex
CREATE INDEX "payout_item_status_id_idx" ON "payout_item"("status", "id");

-- CreateIndex
CREATE INDEX "payout_item_statement_id_idx" ON "payout_item"("statement_id");

-- CreateIndex
CREATE INDEX "payout_item_withdrawal_id_idx" ON "payout_item"("withdrawal_id");

-- CreateIndex
CREATE INDEX "payout_attempt_item_id_id_idx" ON "payout_attempt"("item_id", "id");

-- CreateIndex
CREATE INDEX "payout_attempt_state_next_query_at_idx" ON "payout_attempt"("state", "next_query_at");

-- CreateIndex
CREATE UNIQUE INDEX "payout_attempt_provider_out_no_key" ON "payout_attempt"("provider", "out_no");

-- CreateIndex
CREATE INDEX "payout_evidence_attempt_id_id_idx" ON "payout_evidence"("attempt_id", "id");

-- CreateIndex
CREATE INDEX "provider_event_provider_out_no_idx" ON "provider_event"("provider", "out_no");

-- CreateIndex
CREATE UNIQUE INDEX "provider_event_provider_event_id_key" ON "provider_event"("provider", "event_id");

-- CreateIndex
CREATE UNIQUE INDEX "incident_no_key" ON "incident"("no");

-- CreateIndex
CREATE UNIQUE INDEX "incident_dedupe_key_key" ON "incident"("dedupe_key");

-- CreateIndex
CREATE INDEX "incident_status_id_idx" ON "incident"("status", "id");

-- CreateIndex
CREATE INDEX "incident_subject_type_subject_id_idx" ON "incident"("subject_type", "subject_id");

-- CreateIndex
CREATE INDEX "provider_statement_provider_day_idx" ON "provider_statement"("provider", "day");

-- CreateIndex
CREATE UNIQUE INDEX "provider_statement_provider_sha256_key" ON "provider_statement"("provider", "sha256");

-- CreateIndex
CREATE INDEX "provider_statement_line_statement_id_outcome_idx" ON "provider_statement_line"("statement_id", "outcome");

-- CreateIndex
CREATE INDEX "provider_statement_line_provider_out_no_idx" ON "provider_statement_line"("provider", "out_no");

-- CreateIndex
CREATE INDEX "provider_statement_line_matched_type_matched_id_idx" ON "provider_statement_line"("matched_type", "matched_id");

-- CreateIndex
CREATE UNIQUE INDEX "provider_statement_line_provider_line_id_key" ON "provider_statement_line"("provider", "line_id");

-- CreateIndex
CREATE UNIQUE INDEX "reconciliation_provider_day_key" ON "reconciliation"("provider", "day");

-- CreateIndex
CREATE UNIQUE INDEX "adjustment_no_key" ON "adjustment"("no");

-- CreateIndex
CREATE INDEX "adjustment_distributor_id_id_idx" ON "adjustment"("distributor_id", "id");

-- CreateIndex
CREATE INDEX "adjustment_status_id_idx" ON "adjustment"("status", "id");

-- CreateIndex
CREATE INDEX "adjustment_statement_id_idx" ON "adjustment"("statement_id");

-- CreateIndex
CREATE INDEX "clawback_redemption_id_idx" ON "clawback"("redemption_id");

-- CreateIndex
CREATE INDEX "clawback_distributor_id_created_at_idx" ON "clawback"("distributor_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "dispute_no_key" ON "dispute"("no");

-- CreateIndex
CREATE INDEX "dispute_status_id_idx" ON "dispute"("status", "id");

-- CreateIndex
CREATE INDEX "dispute_distributor_id_id_idx" ON "dispute"("distributor_id", "id");

-- CreateIndex
CREATE INDEX "dispute_commission_id_idx" ON "dispute"("commission_id");

-- CreateIndex
CREATE INDEX "dispute_message_dispute_id_id_idx" ON "dispute_message"("dispute_id", "id");

-- CreateIndex
CREATE INDEX "breakage_allotment_id_idx" ON "breakage"("allotment_id");

-- CreateIndex
CREATE INDEX "breakage_distributor_id_created_at_idx" ON "breakage"("distributor_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "top_up_payment_id_key" ON "top_up"("payment_id");

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_distributor_id_fkey" FOREIGN KEY ("distributor_id") REFERENCES "distributor"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payee_account" ADD CONSTRAINT "payee_account_distributor_id_fkey" FOREIGN KEY ("distributor_id") REFERENCES "distributor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "withdrawal" ADD CONSTRAINT "withdrawal_distributor_id_fkey" FOREIGN KEY ("distributor_id") REFERENCES "distributor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_item" ADD CONSTRAINT "payout_item_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "payout_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_item" ADD CONSTRAINT "payout_item_distributor_id_fkey" FOREIGN KEY ("distributor_id") REFERENCES "distributor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_item" ADD CONSTRAINT "payout_item_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statement"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_item" ADD CONSTRAINT "payout_item_withdrawal_id_fkey" FOREIGN KEY ("withdrawal_id") REFERENCES "withdrawal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_item" ADD CONSTRAINT "payout_item_payee_account_id_fkey" FOREIGN KEY ("payee_account_id") REFERENCES "payee_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_attempt" ADD CONSTRAINT "payout_attempt_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "payout_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_evidence" ADD CONSTRAINT "payout_evidence_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "payout_attempt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provider_statement_line" ADD CONSTRAINT "provider_statement_line_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "provider_statement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "adjustment" ADD CONSTRAINT "adjustment_distributor_id_fkey" FOREIGN KEY ("distributor_id") REFERENCES "distributor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "adjustment" ADD CONSTRAINT "adjustment_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statement"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "adjustment" ADD CONSTRAINT "adjustment_dispute_id_fkey" FOREIGN KEY ("dispute_id") REFERENCES "dispute"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clawback" ADD CONSTRAINT "clawback_commission_id_fkey" FOREIGN KEY ("commission_id") REFERENCES "commission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clawback" ADD CONSTRAINT "clawback_distributor_id_fkey" FOREIGN KEY ("distributor_id") REFERENCES "distributor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_commission_id_fkey" FOREIGN KEY ("commission_id") REFERENCES "commission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_distributor_id_fkey" FOREIGN KEY ("distributor_id") REFERENCES "distributor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute_message" ADD CONSTRAINT "dispute_message_dispute_id_fkey" FOREIGN KEY ("dispute_id") REFERENCES "dispute"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "breakage" ADD CONSTRAINT "breakage_allotment_id_fkey" FOREIGN KEY ("allotment_id") REFERENCES "allotment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
