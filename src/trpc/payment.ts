import { z } from "zod";
import { cancelOwnPayment, checkOwnPayment, retryOwnPayment } from "#domain/payment/continue-payment.ts";
import { approveRefund, rejectRefund } from "#domain/payment/decide-refund.ts";
import { decideSandbox } from "#domain/payment/decide-sandbox.ts";
import { queryPayment } from "#domain/payment/query-payment.ts";
import { requestRefund } from "#domain/payment/request-refund.ts";
import {
  approveRefundInput,
  decideSandboxInput,
  paymentIdInput,
  paymentStates,
  refundStates,
  rejectRefundInput,
  requestRefundInput,
  startTopUpInput,
} from "#domain/payment/schema.ts";
import { startTopUp } from "#domain/payment/start-topup.ts";
import { idOut, procedure, router } from "./init.ts";

const state = z.enum(paymentStates);
const stateOut = z.object({ state });
const handoff = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("redirect"), url: z.string() }),
  z.object({ kind: z.literal("qr"), text: z.string() }),
  z.object({ kind: z.literal("jsapi"), params: z.record(z.string(), z.string()) }),
]);

export const paymentRouter = router({
  start: procedure
    .input(startTopUpInput)
    .output(z.object({ id: z.string(), topUpId: z.string(), state, handoff: handoff.nullable() }))
    .mutation(({ ctx, input }) => startTopUp(ctx, input)),
  retry: procedure
    .input(paymentIdInput)
    .output(z.object({ state, handoff: handoff.nullable() }))
    .mutation(({ ctx, input }) => retryOwnPayment(ctx, input)),
  check: procedure
    .input(paymentIdInput)
    .output(stateOut)
    .mutation(({ ctx, input }) => checkOwnPayment(ctx, input)),
  cancel: procedure
    .input(paymentIdInput)
    .output(stateOut)
    .mutation(({ ctx, input }) => cancelOwnPayment(ctx, input)),
  query: procedure
    .input(paymentIdInput)
    .output(stateOut)
    .mutation(({ ctx, input }) => queryPayment(ctx, input)),
  requestRefund: procedure
    .input(requestRefundInput)
    .output(idOut)
    .mutation(({ ctx, input }) => requestRefund(ctx, input)),
  approveRefund: procedure
    .input(approveRefundInput)
    .output(z.object({ id: z.string(), state: z.enum(refundStates) }))
    .mutation(({ ctx, input }) => approveRefund(ctx, input)),
  rejectRefund: procedure
    .input(rejectRefundInput)
    .output(idOut)
    .mutation(({ ctx, input }) => rejectRefund(ctx, input)),
  sandbox: procedure
    .input(decideSandboxInput)
    .output(z.object({ state: z.enum(["OPEN", "PAID", "FAILED", "CLOSED"]), returnUrl: z.string() }))
    .mutation(({ ctx, input }) => decideSandbox(ctx, input)),
});
