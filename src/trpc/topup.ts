import { confirmTopUp } from "#domain/topup/confirm-topup.ts";
import { recordOwnTransfer, recordTopUp } from "#domain/topup/record-topup.ts";
import { rejectTopUp } from "#domain/topup/reject-topup.ts";
import { confirmTopUpInput, recordOwnTransferInput, recordTopUpInput, rejectTopUpInput } from "#domain/topup/schema.ts";
import { idOut, procedure, router } from "./init.ts";

export const topupRouter = router({
  record: procedure
    .input(recordTopUpInput)
    .output(idOut)
    .mutation(({ ctx, input }) => recordTopUp(ctx, input)),
  recordOwn: procedure
    .input(recordOwnTransferInput)
    .output(idOut)
    .mutation(({ ctx, input }) => recordOwnTransfer(ctx, input)),
  confirm: procedure
    .input(confirmTopUpInput)
    .output(idOut)
    .mutation(({ ctx, input }) => confirmTopUp(ctx, input)),
  reject: procedure
    .input(rejectTopUpInput)
    .output(idOut)
    .mutation(({ ctx, input }) => rejectTopUp(ctx, input)),
});
