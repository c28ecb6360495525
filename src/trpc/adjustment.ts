import { approveAdjustment } from "#domain/adjustment/approve-adjustment.ts";
import { rejectAdjustment } from "#domain/adjustment/reject-adjustment.ts";
import { requestAdjustment } from "#domain/adjustment/request-adjustment.ts";
import { adjustmentIdInput, rejectAdjustmentInput, requestAdjustmentInput } from "#domain/adjustment/schema.ts";
import { idOut, okOut, procedure, router } from "./init.ts";

export const adjustmentRouter = router({
  request: procedure
    .input(requestAdjustmentInput)
    .output(idOut)
    .mutation(({ ctx, input }) => requestAdjustment(ctx, input)),
  approve: procedure
    .input(adjustmentIdInput)
    .output(okOut)
    .mutation(({ ctx, input }) => approveAdjustment(ctx, input)),
  reject: procedure
    .input(rejectAdjustmentInput)
    .output(okOut)
    .mutation(({ ctx, input }) => rejectAdjustment(ctx, input)),
});
