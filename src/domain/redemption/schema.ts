import { z } from "zod";

/** Named `code` so that a log line hides it. */
export const storeInput = z.object({ code: z.string().trim().min(1).max(200), scanned: z.boolean().default(false) });
export type StoreInput = z.infer<typeof storeInput>;

export const reverseInput = z.object({ id: z.uuid(), reason: z.string().trim().min(2).max(200) });

export const storeStates = ["VALID", "USED", "EXPIRED", "VOIDED", "NOT_CLAIMED", "WRONG_STORE", "UNKNOWN"] as const;
export type StoreState = (typeof storeStates)[number];

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .optional()
  .catch(undefined);
const id = z.uuid().optional().catch(undefined);

export const redemptionFilter = z.object({
  voucherId: id,
  productId: id,
  distributorId: id,
  merchantId: id,
  method: z.enum(["CODE_REVEALED", "TYPED_AT_STORE", "SCANNED_AT_STORE"]).optional().catch(undefined),
  state: z.enum(["valid", "reversed"]).optional().catch(undefined),
  from: day,
  to: day,
  /** One hour of one weekday, "7-21": Sundays between 21 and 22 o'clock. */
  slot: z
    .string()
    .regex(/^[1-7]-(\d|1\d|2[0-3])$/)
    .optional()
    .catch(undefined),
});
export type RedemptionFilter = z.input<typeof redemptionFilter>;

export const passMinutes = 10;
