import { z } from "zod";
import { bookLines } from "#domain/reconciliation/book-lines.ts";
import { fetchStatement } from "#domain/reconciliation/fetch-statement.ts";
import { reconcileDay } from "#domain/reconciliation/reconcile-day.ts";
import { bookInput, dayInput, unbookInput } from "#domain/reconciliation/schema.ts";
import { unbookLine } from "#domain/reconciliation/unbook-line.ts";
import { idOut, procedure, router } from "./init.ts";

const loaded = z.object({ added: z.number(), repeated: z.number(), changed: z.number() });
const compared = z.object({
  matchedCount: z.number(),
  missingCount: z.number(),
  extraCount: z.number(),
  differentCount: z.number(),
  ledgerCount: z.number(),
  opened: z.number(),
});

export const reconciliationRouter = router({
  fetch: procedure
    .input(dayInput)
    .output(z.object({ ready: z.boolean(), loaded: loaded.nullable(), compared: compared.nullable() }))
    .mutation(({ ctx, input }) => fetchStatement(ctx, input)),
  run: procedure
    .input(dayInput)
    .output(compared)
    .mutation(({ ctx, input }) => reconcileDay(ctx, input)),
  book: procedure
    .input(bookInput)
    .output(z.object({ booked: z.number() }))
    .mutation(({ ctx, input }) => bookLines(ctx, input)),
  unbook: procedure
    .input(unbookInput)
    .output(idOut)
    .mutation(({ ctx, input }) => unbookLine(ctx, input)),
});
