import { z } from "zod";
import { buyAllotment } from "#domain/allotment/buy-allotment.ts";
import { recallAllotment } from "#domain/allotment/recall-allotment.ts";
import { buyInput, recallInput } from "#domain/allotment/schema.ts";
import { idOut, minorOut, procedure, router } from "./init.ts";

export const allotmentRouter = router({
  buy: procedure
    .input(buyInput)
    .output(idOut.extend({ no: z.number(), quantity: z.number(), unitPriceMinor: minorOut, totalMinor: minorOut }))
    .mutation(({ ctx, input }) => buyAllotment(ctx, input)),
  recall: procedure
    .input(recallInput)
    .output(idOut.extend({ quantity: z.number(), refundMinor: minorOut }))
    .mutation(({ ctx, input }) => recallAllotment(ctx, input)),
});
