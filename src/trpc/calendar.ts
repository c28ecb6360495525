import { setDaysInput, unsetDayInput } from "#domain/calendar/schema.ts";
import { setDays } from "#domain/calendar/set-days.ts";
import { unsetDay } from "#domain/calendar/unset-day.ts";
import { okOut, procedure, router } from "./init.ts";

export const calendarRouter = router({
  set: procedure
    .input(setDaysInput)
    .output(okOut)
    .mutation(({ ctx, input }) => setDays(ctx, input)),
  unset: procedure
    .input(unsetDayInput)
    .output(okOut)
    .mutation(({ ctx, input }) => unsetDay(ctx, input)),
});
