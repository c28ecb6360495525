import { z } from "zod";
import { reason } from "#domain/distributor/schema.ts";
import { keysetInput } from "#lib/page.ts";

export const topUpStatuses = ["PENDING", "CONFIRMED", "REJECTED"] as const;

/** One transfer is at most ten million yuan: a slip of the finger is more likely than more. */
const maxTopUpMinor = 1_000_000_000n;

/** Banks print references with and without spaces and in either case; it is one reference. */
export const normalReference = (text: string): string => text.normalize("NFKC").replace(/\s+/g, "").toUpperCase();

export const recordTopUpInput = z.object({
  distributorId: z.uuid(),
  amountMinor: z
    .string()
    .regex(/^\d{1,18}$/, "form.money")
    .refine((text) => BigInt(text) > 0n && BigInt(text) <= maxTopUpMinor, "form.money"),
  bankReference: z.string().trim().min(4).max(64),
  proofFileId: z.uuid().nullable().default(null),
  note: z.string().trim().max(500).default(""),
});
export type RecordTopUpInput = z.input<typeof recordTopUpInput>;

export const confirmTopUpInput = z.object({ id: z.uuid() });
export const rejectTopUpInput = z.object({ id: z.uuid(), reason });
export type RejectTopUpInput = z.input<typeof rejectTopUpInput>;

export const listTopUpsInput = keysetInput.extend({
  after: z.uuid().optional().catch(undefined),
  status: z.enum(topUpStatuses).optional().catch(undefined),
  distributorId: z.uuid().optional().catch(undefined),
  q: z.string().trim().max(80).optional().catch(undefined),
  from: z.date().optional(),
  to: z.date().optional(),
});
export type ListTopUpsInput = z.input<typeof listTopUpsInput>;
