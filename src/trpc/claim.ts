import { z } from "zod";
import { getOwnState } from "#domain/claim/queries-wallet.ts";
import { walletTabs } from "#domain/claim/schema.ts";
import { sendPhoneCodeInput, sentOutput, verifiedOutput, verifyPhoneCodeInput } from "#domain/person/schema.ts";
import { sendPhoneCode } from "#domain/person/send-phone-code.ts";
import { verifyPhoneCode } from "#domain/person/verify-phone-code.ts";
import { deviceProcedure, router } from "./init.ts";

/** Consumers' procedures. Claiming itself is POST /api/claims (routes.ts). */
export const claimRouter = router({
  sendPhoneCode: deviceProcedure
    .input(sendPhoneCodeInput)
    .output(sentOutput)
    .mutation(({ ctx, input }) => sendPhoneCode(ctx, input)),
  verifyPhoneCode: deviceProcedure
    .input(verifyPhoneCodeInput)
    .output(verifiedOutput)
    .mutation(({ ctx, input }) => verifyPhoneCode(ctx, input)),
  state: deviceProcedure
    .input(z.object({ voucherId: z.uuid() }))
    .output(z.object({ tab: z.enum(walletTabs) }))
    .query(({ ctx, input }) => getOwnState(ctx, input)),
});
