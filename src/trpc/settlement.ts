import { z } from "zod";
import { approvePayment } from "#domain/settlement/approve-payment.ts";
import { preparePayment } from "#domain/settlement/prepare-payment.ts";
import { rejectPayment } from "#domain/settlement/reject-payment.ts";
import { paymentIdInput, preparePaymentInput, rejectPaymentInput, settleInput } from "#domain/settlement/schema.ts";
import { settleDue } from "#domain/settlement/settle-due.ts";
import { idOut, minorOut, okOut, procedure, router } from "./init.ts";

const resultOut = z.object({
  periodKey: z.string(),
  statements: z.number(),
  lines: z.number(),
  totalMinor: minorOut,
  netMinor: minorOut,
  carried: z.number(),
  more: z.boolean(),
});

export const settlementRouter = router({
  run: procedure
    .input(settleInput)
    .output(resultOut)
    .mutation(({ ctx, input }) => settleDue(ctx, input)),
  preparePayment: procedure
    .input(preparePaymentInput)
    .output(idOut)
    .mutation(({ ctx, input }) => preparePayment(ctx, input)),
  approvePayment: procedure
    .input(paymentIdInput)
    .output(okOut)
    .mutation(({ ctx, input }) => approvePayment(ctx, input)),
  rejectPayment: procedure
    .input(rejectPaymentInput)
    .output(okOut)
    .mutation(({ ctx, input }) => rejectPayment(ctx, input)),
});
