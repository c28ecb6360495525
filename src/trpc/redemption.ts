import { z } from "zod";
import { makePass } from "#domain/redemption/make-pass.ts";
import { checkAtStore, redeemAtStore } from "#domain/redemption/redeem-at-store.ts";
import { redeemByConsumer } from "#domain/redemption/redeem-by-consumer.ts";
import { reverseRedemption } from "#domain/redemption/reverse-redemption.ts";
import { reverseInput, storeInput, storeStates } from "#domain/redemption/schema.ts";
import { Secret } from "#lib/secret.ts";
import { dateOut, deviceProcedure, idOut, minorOut, procedure, router } from "./init.ts";

const voucherIn = z.object({ voucherId: z.uuid() });
/** The very edge: only here a secret becomes text, on its way to the person it belongs to. */
const secretOut = z.instanceof(Secret).transform((secret) => secret.expose());

const revealedOut = z.object({ code: secretOut, serial: secretOut.nullable(), redeemedAt: dateOut, first: z.boolean() });
const passOut = z.object({ digits: secretOut, expiresAt: dateOut });
const answerOut = z.object({
  state: z.enum(storeStates),
  voucher: z
    .object({
      productName: z.string(),
      imageId: z.string().nullable(),
      faceValueMinor: minorOut,
      usageRules: z.string(),
      claimedAt: dateOut.nullable(),
      expiresAt: dateOut.nullable(),
      redeemedAt: dateOut.nullable(),
      redeemedWhere: z.string().nullable(),
      redeemedByUs: z.boolean(),
    })
    .nullable(),
});
const redeemedOut = z.object({
  id: z.string(),
  productName: z.string(),
  faceValueMinor: minorOut,
  redeemedAt: dateOut,
  reversibleUntil: dateOut,
});

export const redemptionRouter = router({
  reveal: deviceProcedure
    .input(voucherIn)
    .output(revealedOut)
    .mutation(({ ctx, input }) => redeemByConsumer(ctx, input)),
  makePass: deviceProcedure
    .input(voucherIn)
    .output(passOut)
    .mutation(({ ctx, input }) => makePass(ctx, input)),
  /** A mutation though it changes nothing: a query would put the code into an address. */
  check: procedure
    .input(storeInput)
    .output(answerOut)
    .mutation(({ ctx, input }) => checkAtStore(ctx, input)),
  redeem: procedure
    .input(storeInput)
    .output(redeemedOut)
    .mutation(({ ctx, input }) => redeemAtStore(ctx, input)),
  reverse: procedure
    .input(reverseInput)
    .output(idOut)
    .mutation(({ ctx, input }) => reverseRedemption(ctx, input)),
});
