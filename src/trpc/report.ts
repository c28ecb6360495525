import { z } from "zod";
import { closeDays } from "#domain/report/close-days.ts";
import { reopenDay } from "#domain/report/reopen-day.ts";
import { closeDaysInput, reopenDayInput } from "#domain/report/schema.ts";
import { procedure, router } from "./init.ts";

export const reportRouter = router({
  closeDays: procedure
    .input(closeDaysInput)
    .output(z.object({ closed: z.number(), until: z.string() }))
    .mutation(({ ctx, input }) => closeDays(ctx, input)),
  reopenDay: procedure
    .input(reopenDayInput)
    .output(z.object({ day: z.string() }))
    .mutation(({ ctx, input }) => reopenDay(ctx, input)),
});
