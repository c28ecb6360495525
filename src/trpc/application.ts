import { z } from "zod";
import { approveApplication } from "#domain/application/approve-application.ts";
import { rejectApplication } from "#domain/application/reject-application.ts";
import { approveApplicationInput, rejectApplicationInput, submitApplicationInput } from "#domain/application/schema.ts";
import { submitApplication } from "#domain/application/submit-application.ts";
import { idOut, procedure, router } from "./init.ts";

export const applicationRouter = router({
  submit: procedure
    .input(submitApplicationInput)
    .output(z.object({ statusPath: z.string() }))
    .mutation(({ ctx, input }) => submitApplication(ctx, input)),
  approve: procedure
    .input(approveApplicationInput)
    .output(idOut.extend({ distributorId: z.string() }))
    .mutation(({ ctx, input }) => approveApplication(ctx, input)),
  reject: procedure
    .input(rejectApplicationInput)
    .output(idOut)
    .mutation(({ ctx, input }) => rejectApplication(ctx, input)),
});
