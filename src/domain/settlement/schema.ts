import { z } from "zod";

export const statementStatuses = ["PAYABLE", "PREPARED", "PAID"] as const;
export type StatementStatus = (typeof statementStatuses)[number];

export const settleInput = z.object({
  /** At most this many distributors in one run; the next run goes on. */
  limit: z.coerce.number().int().min(1).max(100_000).default(10_000),
});
export type SettleInput = z.input<typeof settleInput>;

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
