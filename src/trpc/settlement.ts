import { z } from "zod";
import { settleInput } from "#domain/settlement/schema.ts";
import { settleDue } from "#domain/settlement/settle-due.ts";
import { minorOut, procedure, router } from "./init.ts";

const resultOut = z.object({
  periodKey: z.string(),
  statements: z.number(),
  lines: z.number(),
  totalMinor: minorOut,
  netMinor: minorOut,
  carried: z.number(),
  more: z.boolean(),
});

export const settlementRouter = router({
  run: procedure
    .input(settleInput)
    .output(resultOut)
    .mutation(({ ctx, input }) => settleDue(ctx, input)),
});
