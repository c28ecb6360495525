import { z } from "zod";
import { keysetInput } from "#lib/page.ts";

export const adjustmentStatuses = ["REQUESTED", "APPROVED", "REJECTED"] as const;
export type AdjustmentStatus = (typeof adjustmentStatuses)[number];

/** PLUS: in his favour, on his next statement. MINUS: he owes it, and later statements repay it. */
export const adjustmentSigns = ["PLUS", "MINUS"] as const;

const amountMinor = z
  .string()
  .regex(/^\d{1,12}$/, "form.money")
  .refine((text) => /[1-9]/.test(text), "form.money");
const reason = z.string().trim().min(2).max(500);

export const requestAdjustmentInput = z.object({
  distributorId: z.uuid(),
  sign: z.enum(adjustmentSigns),
  amountMinor,
  reason,
});
export type RequestAdjustmentInput = z.infer<typeof requestAdjustmentInput>;
export const correctionInput = requestAdjustmentInput.omit({ distributorId: true, reason: true });

export const adjustmentIdInput = z.object({ id: z.uuid() });
export const rejectAdjustmentInput = adjustmentIdInput.extend({ reason });

export const adjustmentFilter = keysetInput.extend({
  status: z.enum(adjustmentStatuses).optional().catch(undefined),
  distributorId: z.uuid().optional().catch(undefined),
  q: z.string().trim().max(100).optional().catch(undefined),
});
export type AdjustmentFilter = z.input<typeof adjustmentFilter>;

/** "TZ-000042". */
export const adjustmentNo = (no: number): string => `TZ-${String(no).padStart(6, "0")}`;
