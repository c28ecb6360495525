import { z } from "zod";
import { approveBatch } from "#domain/payout/approve-batch.ts";
import { askNow } from "#domain/payout/ask-now.ts";
import { cancelItem } from "#domain/payout/cancel-item.ts";
import { confirmOutcome } from "#domain/payout/confirm-outcome.ts";
import { confirmSandbox } from "#domain/payout/confirm-sandbox.ts";
import { dismissOutcome } from "#domain/payout/dismiss-outcome.ts";
import { makeBankFile } from "#domain/payout/make-file.ts";
import { prepareBatch } from "#domain/payout/prepare-batch.ts";
import { proposeOutcome } from "#domain/payout/propose-outcome.ts";
import { rejectBatch } from "#domain/payout/reject-batch.ts";
import { resumeProvider } from "#domain/payout/resume-provider.ts";
import { retryItem } from "#domain/payout/retry-item.ts";
import {
  batchIdInput,
  cancelItemInput,
  confirmOutcomeInput,
  confirmSandboxInput,
  itemIdInput,
  prepareBatchInput,
  proposeOutcomeInput,
  providerInput,
  rejectBatchInput,
} from "#domain/payout/schema.ts";
import { sendPayouts } from "#domain/payout/send-payouts.ts";
import { okOut, procedure, router } from "./init.ts";

/** A person's click does not wait for a long batch: the clock goes on with the rest. */
const clickMs = 15_000;
const sandboxStates = ["PENDING", "WAITING", "PAID", "RETURNED", "FAILED", "CANCELLED", "NOT_FOUND", "UNKNOWN"] as const;

export const payoutRouter = router({
  prepare: procedure
    .input(prepareBatchInput)
    .output(z.object({ id: z.string(), no: z.number() }))
    .mutation(({ ctx, input }) => prepareBatch(ctx, input)),
  approve: procedure
    .input(batchIdInput)
    .output(okOut)
    .mutation(({ ctx, input }) => approveBatch(ctx, input)),
  reject: procedure
    .input(rejectBatchInput)
    .output(okOut)
    .mutation(({ ctx, input }) => rejectBatch(ctx, input)),
  send: procedure
    .input(batchIdInput)
    .output(z.object({ sent: z.number(), held: z.number() }))
    .mutation(({ ctx, input }) => sendPayouts(ctx, { batchId: input.id, forMs: clickMs })),
  makeFile: procedure
    .input(batchIdInput)
    .output(z.object({ fileNo: z.string(), items: z.number() }))
    .mutation(({ ctx, input }) => makeBankFile(ctx, input)),
  ask: procedure
    .input(itemIdInput)
    .output(z.object({ asked: z.number(), resent: z.number() }))
    .mutation(({ ctx, input }) => askNow(ctx, input)),
  retry: procedure
    .input(itemIdInput)
    .output(okOut)
    .mutation(({ ctx, input }) => retryItem(ctx, input)),
  cancel: procedure
    .input(cancelItemInput)
    .output(okOut)
    .mutation(({ ctx, input }) => cancelItem(ctx, input)),
  propose: procedure
    .input(proposeOutcomeInput)
    .output(okOut)
    .mutation(({ ctx, input }) => proposeOutcome(ctx, input)),
  confirm: procedure
    .input(confirmOutcomeInput)
    .output(okOut)
    .mutation(({ ctx, input }) => confirmOutcome(ctx, input)),
  dismiss: procedure
    .input(itemIdInput)
    .output(okOut)
    .mutation(({ ctx, input }) => dismissOutcome(ctx, input)),
  resume: procedure
    .input(providerInput)
    .output(okOut)
    .mutation(({ ctx, input }) => resumeProvider(ctx, input)),
  sandbox: procedure
    .input(confirmSandboxInput)
    .output(z.object({ itemId: z.string(), state: z.enum(sandboxStates) }))
    .mutation(({ ctx, input }) => confirmSandbox(ctx, input)),
});
