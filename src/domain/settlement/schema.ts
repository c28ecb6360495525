import { z } from "zod";

export const statementStatuses = ["PAYABLE", "PREPARED", "PAID"] as const;
export type StatementStatus = (typeof statementStatuses)[number];
export const paymentStatuses = ["PREPARED", "APPROVED", "REJECTED"] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

export const settleInput = z.object({
  /** At most this many distributors in one run; the next run goes on. */
  limit: z.coerce.number().int().min(1).max(100_000).default(10_000),
});
export type SettleInput = z.input<typeof settleInput>;

export const preparePaymentInput = z.object({
  statementId: z.uuid(),
  /** The bank's number of the transfer: printable, as on the receipt. */
  transferReference: z
    .string()
    .trim()
    .min(4)
    .max(64)
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._\-/#]*$/u, "form.invalid"),
});
export type PreparePaymentInput = z.infer<typeof preparePaymentInput>;
export const paymentIdInput = z.object({ paymentId: z.uuid() });
export const rejectPaymentInput = paymentIdInput.extend({ reason: z.string().trim().min(1).max(500) });

export const statementFilter = z.object({
  status: z.enum(statementStatuses).optional().catch(undefined),
  settlementId: z.uuid().optional().catch(undefined),
  distributorId: z.uuid().optional().catch(undefined),
  q: z.string().trim().max(100).optional().catch(undefined),
  from: z.date().optional(),
  to: z.date().optional(),
  after: z.uuid().optional().catch(undefined),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type StatementFilter = z.input<typeof statementFilter>;
