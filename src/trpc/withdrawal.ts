import { z } from "zod";
import { approveWithdrawal } from "#domain/withdrawal/approve-withdrawal.ts";
import { cancelWithdrawal } from "#domain/withdrawal/cancel-withdrawal.ts";
import { rejectWithdrawal } from "#domain/withdrawal/reject-withdrawal.ts";
import { requestWithdrawal } from "#domain/withdrawal/request-withdrawal.ts";
import { rejectWithdrawalInput, requestWithdrawalInput, withdrawalIdInput } from "#domain/withdrawal/schema.ts";
import { okOut, procedure, router } from "./init.ts";

export const withdrawalRouter = router({
  request: procedure
    .input(requestWithdrawalInput)
    .output(z.object({ id: z.string(), no: z.number() }))
    .mutation(({ ctx, input }) => requestWithdrawal(ctx, input)),
  cancel: procedure
    .input(withdrawalIdInput)
    .output(okOut)
    .mutation(({ ctx, input }) => cancelWithdrawal(ctx, input)),
  approve: procedure
    .input(withdrawalIdInput)
    .output(okOut)
    .mutation(({ ctx, input }) => approveWithdrawal(ctx, input)),
  reject: procedure
    .input(rejectWithdrawalInput)
    .output(okOut)
    .mutation(({ ctx, input }) => rejectWithdrawal(ctx, input)),
});
