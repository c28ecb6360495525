import { z } from "zod";
import { addPayee } from "#domain/payee/add-payee.ts";
import { rejectPayee } from "#domain/payee/reject-payee.ts";
import { retireOwnPayee, retirePayee } from "#domain/payee/retire-payee.ts";
import { revealPayee } from "#domain/payee/reveal-payee.ts";
import {
  addPayeeInput,
  rejectPayeeInput,
  retireOwnPayeeInput,
  retirePayeeInput,
  revealPayeeInput,
  verifyPayeeInput,
} from "#domain/payee/schema.ts";
import { verifyPayee } from "#domain/payee/verify-payee.ts";
import { idOut, okOut, procedure, router } from "./init.ts";

export const payeeRouter = router({
  add: procedure
    .input(addPayeeInput)
    .output(idOut)
    .mutation(({ ctx, input }) => addPayee(ctx, input)),
  retireOwn: procedure
    .input(retireOwnPayeeInput)
    .output(okOut)
    .mutation(({ ctx, input }) => retireOwnPayee(ctx, input)),
  verify: procedure
    .input(verifyPayeeInput)
    .output(okOut)
    .mutation(({ ctx, input }) => verifyPayee(ctx, input)),
  reject: procedure
    .input(rejectPayeeInput)
    .output(okOut)
    .mutation(({ ctx, input }) => rejectPayee(ctx, input)),
  retire: procedure
    .input(retirePayeeInput)
    .output(okOut)
    .mutation(({ ctx, input }) => retirePayee(ctx, input)),
  /** A mutation: it leaves a trace. */
  reveal: procedure
    .input(revealPayeeInput)
    .output(z.object({ number: z.string() }))
    .mutation(({ ctx, input }) => revealPayee(ctx, input)),
});
