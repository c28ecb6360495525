import { z } from "zod";
import { reason } from "#domain/distributor/schema.ts";
import { keysetInput } from "#lib/page.ts";

export const withdrawalStatuses = ["REQUESTED", "APPROVED", "PAYING", "PAID", "REJECTED", "CANCELLED"] as const;
export type WithdrawalStatus = (typeof withdrawalStatuses)[number];

export const requestWithdrawalInput = z.object({
  amountMinor: z
    .string()
    .regex(/^\d{1,15}$/, "form.money")
    .refine((text) => BigInt(text) > 0n, "form.money"),
});
export type RequestWithdrawalInput = z.input<typeof requestWithdrawalInput>;
export const withdrawalIdInput = z.object({ id: z.uuid() });
export const rejectWithdrawalInput = z.object({ id: z.uuid(), reason });

export const listWithdrawalsInput = keysetInput.extend({
  status: z.enum(withdrawalStatuses).optional().catch(undefined),
  distributorId: z.uuid().optional().catch(undefined),
  q: z.string().trim().max(80).optional().catch(undefined),
  from: z.date().optional(),
  to: z.date().optional(),
});
export type ListWithdrawalsInput = z.input<typeof listWithdrawalsInput>;
