import { z } from "zod";
import { resendMessage, resendMessageInput } from "#domain/message/resend-message.ts";
import { procedure, router } from "./init.ts";

export const messageRouter = router({
  resend: procedure
    .input(resendMessageInput)
    .output(z.void())
    .mutation(({ ctx, input }) => resendMessage(ctx, input)),
});
