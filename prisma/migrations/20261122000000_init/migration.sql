-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "LinkStatus" AS ENUM ('ACTIVE', 'PAUSED', 'REVOKED');

-- CreateEnum
CREATE TYPE "CommissionBase" AS ENUM ('RETAIL', 'PURCHASE');

-- CreateEnum
CREATE TYPE "CommissionKind" AS ENUM ('RATE', 'FIXED');

-- CreateEnum
CREATE TYPE "CommissionStatus" AS ENUM ('FROZEN', 'PAYABLE', 'PAID', 'REVERSED');

-- CreateEnum
CREATE TYPE "DistributorStatus" AS ENUM ('ACTIVE', 'FROZEN');

-- CreateEnum
CREATE TYPE "ApplicationStatus" AS ENUM ('PENDING', 'APPROVED', 'REJECTED');

-- CreateEnum
CREATE TYPE "TopUpStatus" AS ENUM ('PENDING', 'CONFIRMED', 'REJECTED');

-- CreateEnum
CREATE TYPE "LedgerAccountKind" AS ENUM ('BANK', 'SALES', 'COMMISSION_EXPENSE', 'PREPAID', 'COMMISSION_FROZEN', 'COMMISSION_PAYABLE');

-- CreateEnum
CREATE TYPE "FileVisibility" AS ENUM ('PUBLIC', 'STAFF');

-- CreateEnum
CREATE TYPE "MessageChannel" AS ENUM ('EMAIL', 'SMS');

-- CreateEnum
CREATE TYPE "MessageStatus" AS ENUM ('PENDING', 'SENT', 'FAILED');

-- CreateEnum
CREATE TYPE "Fulfilment" AS ENUM ('CODE', 'STORE');

-- CreateEnum
CREATE TYPE "ValidityKind" AS ENUM ('FIXED', 'DAYS_AFTER_CLAIM');

-- CreateEnum
CREATE TYPE "RedemptionMethod" AS ENUM ('CODE_REVEALED', 'TYPED_AT_STORE', 'SCANNED_AT_STORE');

-- CreateEnum
CREATE TYPE "StatementStatus" AS ENUM ('PAYABLE', 'PREPARED', 'PAID');

-- CreateEnum
CREATE TYPE "PaymentStatus" AS ENUM ('PREPARED', 'APPROVED', 'REJECTED');

-- CreateEnum
CREATE TYPE "UserKind" AS ENUM ('STAFF', 'DISTRIBUTOR', 'MERCHANT');

-- CreateEnum
CREATE TYPE "StaffRole" AS ENUM ('OWNER', 'MANAGER', 'FINANCE', 'SUPPORT', 'AUDITOR');

-- CreateEnum
CREATE TYPE "BatchSource" AS ENUM ('IMPORT', 'GENERATED');

-- CreateEnum
CREATE TYPE "BatchStatus" AS ENUM ('UPLOADED', 'QUEUED', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED');

-- CreateEnum
CREATE TYPE "VoucherStatus" AS ENUM ('IN_STOCK', 'ALLOTTED', 'CLAIMED', 'REDEEMED', 'EXPIRED', 'VOIDED');

-- CreateTable
CREATE TABLE "claim_link" (
    "id" UUID NOT NULL,
    "no" SERIAL NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "allotment_id" UUID NOT NULL,
    "distributor_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "quota" INTEGER NOT NULL,
    "opens_at" TIMESTAMPTZ(3),
    "closes_at" TIMESTAMPTZ(3),
    "per_person_limit" INTEGER NOT NULL,
    "phone_check" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "status" "LinkStatus" NOT NULL DEFAULT 'ACTIVE',
    "request_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "claim_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "phone_index" BYTEA,
    "phone_sealed" BYTEA,
    "phone_masked" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "device" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "device_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "device_person" (
    "device_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "device_person_pkey" PRIMARY KEY ("device_id","person_id")
);

-- CreateTable
CREATE TABLE "phone_code" (
    "id" UUID NOT NULL,
    "phone_index" BYTEA NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "phone_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim" (
    "id" UUID NOT NULL,
    "link_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "device_id" UUID,
    "slot" INTEGER NOT NULL,
    "product_slot" INTEGER NOT NULL,
    "voucher_id" UUID NOT NULL,
    "ip" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "commission_rule" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "product_id" UUID,
    "category_id" UUID,
    "level_id" UUID,
    "base" "CommissionBase" NOT NULL,
    "kind" "CommissionKind" NOT NULL,
    "pool" BIGINT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "commission_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "commission_share" (
    "rule_id" UUID NOT NULL,
    "depth" INTEGER NOT NULL,
    "value" BIGINT NOT NULL,

    CONSTRAINT "commission_share_pkey" PRIMARY KEY ("rule_id","depth")
);

-- CreateTable
CREATE TABLE "commission" (
    "id" UUID NOT NULL,
    "redemption_id" UUID NOT NULL,
    "distributor_id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "depth" INTEGER NOT NULL,
    "base_minor" BIGINT NOT NULL,
    "kind" "CommissionKind" NOT NULL,
    "value" BIGINT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL DEFAULT 'CNY',
    "status" "CommissionStatus" NOT NULL DEFAULT 'FROZEN',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "statement_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "commission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "distributor" (
    "id" UUID NOT NULL,
    "no" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "channel_kind" TEXT NOT NULL,
    "level_id" UUID NOT NULL,
    "upline_id" UUID,
    "status" "DistributorStatus" NOT NULL DEFAULT 'ACTIVE',
    "invite_code" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "distributor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "application" (
    "id" UUID NOT NULL,
    "upline_id" UUID,
    "name" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "channel_kind" TEXT NOT NULL,
    "intro" TEXT NOT NULL DEFAULT '',
    "locale" TEXT NOT NULL DEFAULT 'zh-CN',
    "status" "ApplicationStatus" NOT NULL DEFAULT 'PENDING',
    "status_token_hash" BYTEA NOT NULL,
    "reject_reason" TEXT,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "distributor_id" UUID,
    "ip" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "application_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "top_up" (
    "id" UUID NOT NULL,
    "distributor_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL DEFAULT 'CNY',
    "bank_reference" TEXT NOT NULL,
    "proof_file_id" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "status" "TopUpStatus" NOT NULL DEFAULT 'PENDING',
    "recorded_by_id" UUID NOT NULL,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "reject_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "top_up_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_account" (
    "id" UUID NOT NULL,
    "kind" "LedgerAccountKind" NOT NULL,
    "owner_id" UUID,
    "currency" CHAR(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_balance" (
    "account_id" UUID NOT NULL,
    "balance_minor" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "ledger_balance_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "ledger_transaction" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "memo" TEXT,
    "reverses_id" UUID,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "xact_id" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "ledger_transaction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "id" BIGSERIAL NOT NULL,
    "transaction_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "balance_after_minor" BIGINT,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by_id" UUID,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT,
    "ip" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "storage_key" TEXT NOT NULL,
    "visibility" "FileVisibility" NOT NULL,
    "owner_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "channel" "MessageChannel" NOT NULL,
    "template" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "sealed_params" BYTEA,
    "status" "MessageStatus" NOT NULL DEFAULT 'PENDING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "provider" TEXT,
    "provider_ref" TEXT,
    "last_error" TEXT,
    "dedupe_key" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "captcha_use" (
    "signature" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "captcha_use_pkey" PRIMARY KEY ("signature")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "level" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "level_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "category" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "category_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "category_id" UUID NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "usage_rules" TEXT NOT NULL DEFAULT '',
    "currency" CHAR(3) NOT NULL DEFAULT 'CNY',
    "face_value_minor" BIGINT NOT NULL,
    "cost_minor" BIGINT NOT NULL,
    "retail_price_minor" BIGINT NOT NULL,
    "price_floor_minor" BIGINT NOT NULL,
    "fulfilment" "Fulfilment" NOT NULL,
    "validity_kind" "ValidityKind" NOT NULL,
    "valid_until" TIMESTAMPTZ(3),
    "valid_days" INTEGER,
    "per_person_limit" INTEGER NOT NULL DEFAULT 1,
    "low_stock_at" INTEGER NOT NULL DEFAULT 100,
    "image_id" UUID,
    "on_sale" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_price" (
    "product_id" UUID NOT NULL,
    "level_id" UUID NOT NULL,
    "price_minor" BIGINT NOT NULL,

    CONSTRAINT "product_price_pkey" PRIMARY KEY ("product_id","level_id")
);

-- CreateTable
CREATE TABLE "merchant" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "contact" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "region" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "merchant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "merchant_product" (
    "merchant_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,

    CONSTRAINT "merchant_product_pkey" PRIMARY KEY ("merchant_id","product_id")
);

-- CreateTable
CREATE TABLE "redemption" (
    "id" UUID NOT NULL,
    "voucher_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "allotment_id" UUID NOT NULL,
    "distributor_id" UUID NOT NULL,
    "person_id" UUID,
    "merchant_id" UUID,
    "method" "RedemptionMethod" NOT NULL,
    "retail_price_minor" BIGINT NOT NULL,
    "purchase_price_minor" BIGINT NOT NULL,
    "ip" TEXT,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "reversed_at" TIMESTAMPTZ(3),
    "reversed_by_id" TEXT,
    "reversal_reason" TEXT,

    CONSTRAINT "redemption_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "redeem_pass" (
    "id" UUID NOT NULL,
    "voucher_id" UUID NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "redeem_pass_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "settlement" (
    "id" UUID NOT NULL,
    "no" SERIAL NOT NULL,
    "period_key" TEXT NOT NULL,
    "cycle" TEXT NOT NULL,
    "period_from" TIMESTAMPTZ(3) NOT NULL,
    "period_to" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "settlement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statement" (
    "id" UUID NOT NULL,
    "no" SERIAL NOT NULL,
    "settlement_id" UUID NOT NULL,
    "distributor_id" UUID NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "line_count" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL DEFAULT 'CNY',
    "status" "StatementStatus" NOT NULL DEFAULT 'PAYABLE',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paid_at" TIMESTAMPTZ(3),

    CONSTRAINT "statement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statement_payment" (
    "id" UUID NOT NULL,
    "statement_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "transfer_reference" TEXT NOT NULL,
    "status" "PaymentStatus" NOT NULL DEFAULT 'PREPARED',
    "prepared_by_id" UUID NOT NULL,
    "prepared_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "reject_reason" TEXT,

    CONSTRAINT "statement_payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "UserKind" NOT NULL,
    "staff_role" "StaffRole",
    "distributor_id" UUID,
    "merchant_id" UUID,
    "password_hash" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'zh-CN',
    "totp_secret_sealed" BYTEA,
    "totp_confirmed_at" TIMESTAMPTZ(3),
    "totp_last_step" BIGINT,
    "disabled_at" TIMESTAMPTZ(3),
    "last_sign_in_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),
    "ip" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "user_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "password_token" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "password_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "batch" (
    "id" UUID NOT NULL,
    "no" SERIAL NOT NULL,
    "product_id" UUID NOT NULL,
    "source" "BatchSource" NOT NULL,
    "status" "BatchStatus" NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "wrapped_key" BYTEA NOT NULL,
    "master_key_id" TEXT NOT NULL,
    "cost_minor" BIGINT,
    "file_name" TEXT,
    "file_size" BIGINT,
    "upload_key" TEXT,
    "format" TEXT,
    "encoding" TEXT,
    "options" JSONB,
    "total_bytes" BIGINT,
    "done_bytes" BIGINT NOT NULL DEFAULT 0,
    "row_count" INTEGER NOT NULL DEFAULT 0,
    "imported_count" INTEGER NOT NULL DEFAULT 0,
    "duplicate_count" INTEGER NOT NULL DEFAULT 0,
    "refused_count" INTEGER NOT NULL DEFAULT 0,
    "cancel_requested_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "heartbeat_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "batch_issue" (
    "batch_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "batch_issue_pkey" PRIMARY KEY ("batch_id","line")
);

-- CreateTable
CREATE TABLE "voucher" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "batch_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "allotment_id" UUID,
    "link_id" UUID,
    "status" "VoucherStatus" NOT NULL DEFAULT 'IN_STOCK',
    "code_sealed" BYTEA NOT NULL,
    "code_index" BYTEA NOT NULL,
    "serial_sealed" BYTEA,
    "cost_minor" BIGINT,
    "expires_at" TIMESTAMPTZ(3),
    "claimed_at" TIMESTAMPTZ(3),
    "redeemed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "voucher_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "voucher_event" (
    "id" BIGSERIAL NOT NULL,
    "voucher_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "from_status" "VoucherStatus",
    "to_status" "VoucherStatus",
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "allotment_id" UUID,
    "link_id" UUID,
    "reason" TEXT,

    CONSTRAINT "voucher_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "allotment" (
    "id" UUID NOT NULL,
    "no" SERIAL NOT NULL,
    "distributor_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unit_price_minor" BIGINT NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL DEFAULT 'CNY',
    "request_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "allotment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recall" (
    "id" UUID NOT NULL,
    "allotment_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "refund_minor" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "request_key" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recall_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "claim_link_no_key" ON "claim_link"("no");

-- CreateIndex
CREATE UNIQUE INDEX "claim_link_token_hash_key" ON "claim_link"("token_hash");

-- CreateIndex
CREATE INDEX "claim_link_allotment_id_idx" ON "claim_link"("allotment_id");

-- CreateIndex
CREATE INDEX "claim_link_distributor_id_id_idx" ON "claim_link"("distributor_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "claim_link_distributor_id_request_key_key" ON "claim_link"("distributor_id", "request_key");

-- CreateIndex
CREATE UNIQUE INDEX "person_phone_index_key" ON "person"("phone_index");

-- CreateIndex
CREATE UNIQUE INDEX "device_token_hash_key" ON "device"("token_hash");

-- CreateIndex
CREATE INDEX "phone_code_phone_index_created_at_idx" ON "phone_code"("phone_index", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "claim_voucher_id_key" ON "claim"("voucher_id");

-- CreateIndex
CREATE INDEX "claim_person_id_idx" ON "claim"("person_id");

-- CreateIndex
CREATE INDEX "claim_created_at_idx" ON "claim"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "claim_link_id_person_id_slot_key" ON "claim"("link_id", "person_id", "slot");

-- CreateIndex
CREATE UNIQUE INDEX "claim_product_id_person_id_product_slot_key" ON "claim"("product_id", "person_id", "product_slot");

-- CreateIndex
CREATE INDEX "commission_distributor_id_id_idx" ON "commission"("distributor_id", "id");

-- CreateIndex
CREATE INDEX "commission_statement_id_idx" ON "commission"("statement_id");

-- CreateIndex
CREATE UNIQUE INDEX "commission_redemption_id_depth_key" ON "commission"("redemption_id", "depth");

-- CreateIndex
CREATE UNIQUE INDEX "distributor_no_key" ON "distributor"("no");

-- CreateIndex
CREATE UNIQUE INDEX "distributor_invite_code_key" ON "distributor"("invite_code");

-- CreateIndex
CREATE INDEX "distributor_upline_id_idx" ON "distributor"("upline_id");

-- CreateIndex
CREATE INDEX "distributor_level_id_idx" ON "distributor"("level_id");

-- CreateIndex
CREATE UNIQUE INDEX "application_status_token_hash_key" ON "application"("status_token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "application_distributor_id_key" ON "application"("distributor_id");

-- CreateIndex
CREATE INDEX "application_status_id_idx" ON "application"("status", "id");

-- CreateIndex
CREATE INDEX "application_upline_id_status_idx" ON "application"("upline_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "top_up_bank_reference_key" ON "top_up"("bank_reference");

-- CreateIndex
CREATE INDEX "top_up_distributor_id_id_idx" ON "top_up"("distributor_id", "id");

-- CreateIndex
CREATE INDEX "top_up_status_id_idx" ON "top_up"("status", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_transaction_reverses_id_key" ON "ledger_transaction"("reverses_id");

-- CreateIndex
CREATE INDEX "ledger_transaction_at_idx" ON "ledger_transaction"("at");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_transaction_kind_reference_key" ON "ledger_transaction"("kind", "reference");

-- CreateIndex
CREATE INDEX "ledger_entry_account_id_id_idx" ON "ledger_entry"("account_id", "id");

-- CreateIndex
CREATE INDEX "ledger_entry_transaction_id_idx" ON "ledger_entry"("transaction_id");

-- CreateIndex
CREATE INDEX "audit_entry_subject_type_subject_id_id_idx" ON "audit_entry"("subject_type", "subject_id", "id");

-- CreateIndex
CREATE INDEX "audit_entry_actor_id_id_idx" ON "audit_entry"("actor_id", "id");

-- CreateIndex
CREATE INDEX "audit_entry_action_id_idx" ON "audit_entry"("action", "id");

-- CreateIndex
CREATE UNIQUE INDEX "stored_file_storage_key_key" ON "stored_file"("storage_key");

-- CreateIndex
CREATE UNIQUE INDEX "message_dedupe_key_key" ON "message"("dedupe_key");

-- CreateIndex
CREATE INDEX "captcha_use_expires_at_idx" ON "captcha_use"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "level_name_key" ON "level"("name");

-- CreateIndex
CREATE UNIQUE INDEX "level_rank_key" ON "level"("rank");

-- CreateIndex
CREATE UNIQUE INDEX "category_name_key" ON "category"("name");

-- CreateIndex
CREATE UNIQUE INDEX "merchant_name_key" ON "merchant"("name");

-- CreateIndex
CREATE INDEX "merchant_product_product_id_idx" ON "merchant_product"("product_id");

-- CreateIndex
CREATE INDEX "redemption_created_at_idx" ON "redemption"("created_at");

-- CreateIndex
CREATE INDEX "redemption_merchant_id_created_at_idx" ON "redemption"("merchant_id", "created_at");

-- CreateIndex
CREATE INDEX "redemption_distributor_id_created_at_idx" ON "redemption"("distributor_id", "created_at");

-- CreateIndex
CREATE INDEX "redemption_voucher_id_idx" ON "redemption"("voucher_id");

-- CreateIndex
CREATE UNIQUE INDEX "redeem_pass_code_hash_key" ON "redeem_pass"("code_hash");

-- CreateIndex
CREATE INDEX "redeem_pass_voucher_id_idx" ON "redeem_pass"("voucher_id");

-- CreateIndex
CREATE INDEX "redeem_pass_expires_at_idx" ON "redeem_pass"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "settlement_no_key" ON "settlement"("no");

-- CreateIndex
CREATE UNIQUE INDEX "settlement_period_key_key" ON "settlement"("period_key");

-- CreateIndex
CREATE UNIQUE INDEX "statement_no_key" ON "statement"("no");

-- CreateIndex
CREATE INDEX "statement_distributor_id_id_idx" ON "statement"("distributor_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "statement_settlement_id_distributor_id_key" ON "statement"("settlement_id", "distributor_id");

-- CreateIndex
CREATE INDEX "statement_payment_statement_id_idx" ON "statement_payment"("statement_id");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE INDEX "app_user_distributor_id_idx" ON "app_user"("distributor_id");

-- CreateIndex
CREATE INDEX "app_user_merchant_id_idx" ON "app_user"("merchant_id");

-- CreateIndex
CREATE INDEX "user_session_user_id_idx" ON "user_session"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "recovery_code_user_id_code_hash_key" ON "recovery_code"("user_id", "code_hash");

-- CreateIndex
CREATE UNIQUE INDEX "password_token_token_hash_key" ON "password_token"("token_hash");

-- CreateIndex
CREATE INDEX "password_token_user_id_idx" ON "password_token"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "batch_no_key" ON "batch"("no");

-- CreateIndex
CREATE INDEX "batch_product_id_idx" ON "batch"("product_id");

-- CreateIndex
CREATE UNIQUE INDEX "voucher_code_index_key" ON "voucher"("code_index");

-- CreateIndex
CREATE INDEX "voucher_batch_id_status_idx" ON "voucher"("batch_id", "status");

-- CreateIndex
CREATE INDEX "voucher_product_id_status_idx" ON "voucher"("product_id", "status");

-- CreateIndex
CREATE INDEX "voucher_event_voucher_id_id_idx" ON "voucher_event"("voucher_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "allotment_no_key" ON "allotment"("no");

-- CreateIndex
CREATE INDEX "allotment_product_id_created_at_idx" ON "allotment"("product_id", "created_at");

-- CreateIndex
CREATE INDEX "allotment_created_at_idx" ON "allotment"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "allotment_distributor_id_request_key_key" ON "allotment"("distributor_id", "request_key");

-- CreateIndex
CREATE UNIQUE INDEX "recall_request_key_key" ON "recall"("request_key");

-- CreateIndex
CREATE INDEX "recall_allotment_id_idx" ON "recall"("allotment_id");

-- AddForeignKey
ALTER TABLE "claim_link" ADD CONSTRAINT "claim_link_allotment_id_fkey" FOREIGN KEY ("allotment_id") REFERENCES "allotment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_link" ADD CONSTRAINT "claim_link_distributor_id_fkey" FOREIGN KEY ("distributor_id") REFERENCES "distributor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_link" ADD CONSTRAINT "claim_link_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device_person" ADD CONSTRAINT "device_person_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "device"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device_person" ADD CONSTRAINT "device_person_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "claim_link"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_voucher_id_fkey" FOREIGN KEY ("voucher_id") REFERENCES "voucher"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_rule" ADD CONSTRAINT "commission_rule_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_rule" ADD CONSTRAINT "commission_rule_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "category"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_rule" ADD CONSTRAINT "commission_rule_level_id_fkey" FOREIGN KEY ("level_id") REFERENCES "level"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_share" ADD CONSTRAINT "commission_share_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "commission_rule"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission" ADD CONSTRAINT "commission_redemption_id_fkey" FOREIGN KEY ("redemption_id") REFERENCES "redemption"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission" ADD CONSTRAINT "commission_distributor_id_fkey" FOREIGN KEY ("distributor_id") REFERENCES "distributor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission" ADD CONSTRAINT "commission_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "commission_rule"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission" ADD CONSTRAINT "commission_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statement"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "distributor" ADD CONSTRAINT "distributor_level_id_fkey" FOREIGN KEY ("level_id") REFERENCES "level"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "distributor" ADD CONSTRAINT "distributor_upline_id_fkey" FOREIGN KEY ("upline_id") REFERENCES "distributor"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_upline_id_fkey" FOREIGN KEY ("upline_id") REFERENCES "distributor"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_distributor_id_fkey" FOREIGN KEY ("distributor_id") REFERENCES "distributor"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "top_up" ADD CONSTRAINT "top_up_distributor_id_fkey" FOREIGN KEY ("distributor_id") REFERENCES "distributor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_balance" ADD CONSTRAINT "ledger_balance_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "ledger_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_transaction" ADD CONSTRAINT "ledger_transaction_reverses_id_fkey" FOREIGN KEY ("reverses_id") REFERENCES "ledger_transaction"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_transaction_id_fkey" FOREIGN KEY ("transaction_id") REFERENCES "ledger_transaction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "ledger_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "category"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_price" ADD CONSTRAINT "product_price_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_price" ADD CONSTRAINT "product_price_level_id_fkey" FOREIGN KEY ("level_id") REFERENCES "level"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "merchant_product" ADD CONSTRAINT "merchant_product_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "merchant_product" ADD CONSTRAINT "merchant_product_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "redemption" ADD CONSTRAINT "redemption_voucher_id_fkey" FOREIGN KEY ("voucher_id") REFERENCES "voucher"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "redemption" ADD CONSTRAINT "redemption_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "redeem_pass" ADD CONSTRAINT "redeem_pass_voucher_id_fkey" FOREIGN KEY ("voucher_id") REFERENCES "voucher"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_settlement_id_fkey" FOREIGN KEY ("settlement_id") REFERENCES "settlement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_distributor_id_fkey" FOREIGN KEY ("distributor_id") REFERENCES "distributor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_payment" ADD CONSTRAINT "statement_payment_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_distributor_id_fkey" FOREIGN KEY ("distributor_id") REFERENCES "distributor"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password_token" ADD CONSTRAINT "password_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch" ADD CONSTRAINT "batch_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch_issue" ADD CONSTRAINT "batch_issue_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_allotment_id_fkey" FOREIGN KEY ("allotment_id") REFERENCES "allotment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "claim_link"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher_event" ADD CONSTRAINT "voucher_event_voucher_id_fkey" FOREIGN KEY ("voucher_id") REFERENCES "voucher"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allotment" ADD CONSTRAINT "allotment_distributor_id_fkey" FOREIGN KEY ("distributor_id") REFERENCES "distributor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allotment" ADD CONSTRAINT "allotment_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recall" ADD CONSTRAINT "recall_allotment_id_fkey" FOREIGN KEY ("allotment_id") REFERENCES "allotment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

