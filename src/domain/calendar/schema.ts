import { z } from "zod";

const day = z.iso.date();

/** How many days one change may name: the longest public holiday and its make-up days fit. */
export const mostDays = 31;

export const setDaysInput = z
  .object({ from: day, to: day, working: z.boolean(), note: z.string().trim().max(60).default("") })
  .refine(({ from, to }) => from <= to, { path: ["to"], message: "form.dateOrder" });
export type SetDaysInput = z.input<typeof setDaysInput>;

export const unsetDayInput = z.object({ day });
export const monthInput = z
  .string()
  .regex(/^20\d{2}-(0[1-9]|1[0-2])$/)
  .optional()
  .catch(undefined);
