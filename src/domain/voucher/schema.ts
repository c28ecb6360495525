import { z } from "zod";

export const voucherStatuses = ["IN_STOCK", "ALLOTTED", "CLAIMED", "REDEEMED", "EXPIRED", "VOIDED"] as const;
export type VoucherStatus = (typeof voucherStatuses)[number];
/** What a void reaches; a redeemed, expired or voided voucher stays what it is. */
export const voidable = ["IN_STOCK", "ALLOTTED", "CLAIMED"] as const satisfies readonly VoucherStatus[];

export const limits = { voidAtOnce: 500, revealsPerHour: 50, searchesPerHour: 300 } as const;

/** Which of a voucher's dates the from/to of the list means. */
export const dateKinds = ["created", "claimed", "redeemed", "expires"] as const;

const id = z.uuid().optional().catch(undefined);
const dayText = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .optional()
  .catch(undefined);

/** As it stands in the address: what makes no sense there is left out. */
export const voucherFilter = z.object({
  productId: id,
  batchId: id,
  distributorId: id,
  allotmentId: id,
  linkId: id,
  status: z.enum(voucherStatuses).optional().catch(undefined),
  dateKind: z.enum(dateKinds).default("created").catch("created"),
  from: dayText,
  to: dayText,
});
export type VoucherFilter = z.input<typeof voucherFilter>;

const reason = z.string().trim().min(2).max(500);
export const findInput = z.object({ code: z.string().trim().min(1).max(300) });
export const revealInput = z.object({ id: z.uuid(), reason });
export const voidInput = z.object({ ids: z.array(z.uuid()).min(1).max(limits.voidAtOnce), reason });
export const voidBatchInput = z.object({ batchId: z.uuid(), reason });
export type VoidInput = z.input<typeof voidInput>;
export type VoidBatchInput = z.input<typeof voidBatchInput>;
