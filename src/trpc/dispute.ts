import { z } from "zod";
import { decideDispute } from "#domain/dispute/decide-dispute.ts";
import { openDispute } from "#domain/dispute/open-dispute.ts";
import { replyDispute } from "#domain/dispute/reply-dispute.ts";
import { decideDisputeInput, openDisputeInput, replyDisputeInput, withdrawDisputeInput } from "#domain/dispute/schema.ts";
import { withdrawDispute } from "#domain/dispute/withdraw-dispute.ts";
import { idOut, okOut, procedure, router } from "./init.ts";

export const disputeRouter = router({
  open: procedure
    .input(openDisputeInput)
    .output(idOut)
    .mutation(({ ctx, input }) => openDispute(ctx, input)),
  reply: procedure
    .input(replyDisputeInput)
    .output(okOut)
    .mutation(({ ctx, input }) => replyDispute(ctx, input)),
  decide: procedure
    .input(decideDisputeInput)
    .output(z.object({ adjustmentId: z.string().nullable() }))
    .mutation(({ ctx, input }) => decideDispute(ctx, input)),
  withdraw: procedure
    .input(withdrawDisputeInput)
    .output(okOut)
    .mutation(({ ctx, input }) => withdrawDispute(ctx, input)),
});
