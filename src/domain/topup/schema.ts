import { z } from "zod";
import { reason } from "#domain/distributor/schema.ts";
import { keysetInput } from "#lib/page.ts";

export const topUpMethods = ["BANK", "WECHAT", "ALIPAY", "STRIPE", "SANDBOX"] as const;
export const topUpStatuses = ["PENDING", "CONFIRMED", "REJECTED"] as const;

/** One transfer is at most ten million yuan: a slip of the finger is more likely than more. */
const maxTopUpMinor = 1_000_000_000n;

/** Banks print references with and without spaces and in either case; it is one reference. */
export const normalReference = (text: string): string => text.normalize("NFKC").replace(/\s+/g, "").toUpperCase();

const transfer = {
  amountMinor: z
    .string()
    .regex(/^\d{1,18}$/, "form.money")
    .refine((text) => BigInt(text) > 0n && BigInt(text) <= maxTopUpMinor, "form.money"),
  bankReference: z.string().trim().min(4).max(64),
  note: z.string().trim().max(500).default(""),
};
export const recordTopUpInput = z.object({
  distributorId: z.uuid(),
  ...transfer,
  proofFileId: z.uuid().nullable().default(null),
});
export type RecordTopUpInput = z.input<typeof recordTopUpInput>;

/** The distributor says that he transferred: nobody saw it yet, so the bank's slip is part of it. */
export const recordOwnTransferInput = z.object({ ...transfer, proofFileId: z.uuid({ error: "form.required" }) });
export type RecordOwnTransferInput = z.input<typeof recordOwnTransferInput>;

export const confirmTopUpInput = z.object({ id: z.uuid() });
export const rejectTopUpInput = z.object({ id: z.uuid(), reason });
export type RejectTopUpInput = z.input<typeof rejectTopUpInput>;

export const listTopUpsInput = keysetInput.extend({
  after: z.uuid().optional().catch(undefined),
  status: z.enum(topUpStatuses).optional().catch(undefined),
  method: z.enum(topUpMethods).optional().catch(undefined),
  distributorId: z.uuid().optional().catch(undefined),
  q: z.string().trim().max(80).optional().catch(undefined),
  from: z.date().optional(),
  to: z.date().optional(),
});
export type ListTopUpsInput = z.input<typeof listTopUpsInput>;

export const listOwnTopUpsInput = keysetInput.extend({ after: z.uuid().optional().catch(undefined) });
export type ListOwnTopUpsInput = z.input<typeof listOwnTopUpsInput>;
