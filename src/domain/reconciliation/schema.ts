import { z } from "zod";
import { providerNames } from "#domain/provider/rules.ts";
import { keysetInput } from "#lib/page.ts";
import { bookings, lineKinds, lineOutcomes } from "./rules.ts";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** A bank's statement has columns of its own: which is which, by number from 0. One signed amount, or money in and money out. */
export const bankColumns = z
  .object({
    at: z.number().int().min(0).max(255),
    id: z.number().int().min(0).max(255).nullable(),
    amount: z.number().int().min(0).max(255).nullable(),
    moneyIn: z.number().int().min(0).max(255).nullable(),
    moneyOut: z.number().int().min(0).max(255).nullable(),
    payee: z.number().int().min(0).max(255).nullable(),
    memo: z.number().int().min(0).max(255).nullable(),
    /** Line of the heading, from 1; what stands above it is not read. */
    heading: z.number().int().min(1).max(200),
  })
  .refine((columns) => columns.amount !== null || (columns.moneyIn !== null && columns.moneyOut !== null), "form.required");
export type BankColumns = z.infer<typeof bankColumns>;

export const uploadInput = z.object({
  provider: z.enum(providerNames),
  name: z.string().trim().min(1).max(200),
  columns: bankColumns.optional(),
});
export type UploadInput = z.input<typeof uploadInput>;

export const uploadLimits = { fileBytes: 64 * 1024 * 1024, lines: 200_000, days: 400 };

export const dayInput = z.object({ provider: z.enum(providerNames), day });
export type DayInput = z.input<typeof dayInput>;

export const bookInput = z.object({
  lineIds: z.array(z.uuid()).min(1).max(200),
  to: z.enum(bookings),
  text: z.string().trim().min(2).max(2000),
});
export type BookInput = z.input<typeof bookInput>;
export const unbookInput = z.object({ lineId: z.uuid(), text: z.string().trim().min(2).max(2000) });
export type UnbookInput = z.input<typeof unbookInput>;

export const listDaysInput = z.object({
  provider: z.enum(providerNames).optional().catch(undefined),
  from: z.date(),
  to: z.date(),
});
export type ListDaysInput = z.input<typeof listDaysInput>;

export const listLinesInput = keysetInput.extend({
  provider: z.enum(providerNames),
  day,
  outcome: z.enum(lineOutcomes).optional().catch(undefined),
  /** Only what does not agree. */
  left: z.boolean().default(false),
  kind: z.enum(lineKinds).optional().catch(undefined),
  q: z.string().trim().max(80).optional().catch(undefined),
});
export type ListLinesInput = z.input<typeof listLinesInput>;
