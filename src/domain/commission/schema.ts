import { z } from "zod";

/** 分 as text; empty means not given. */
const amount = z.string().regex(/^\d{0,15}$/);
const bps = z.number().int().min(0).max(10_000).nullish();
const optionalId = z.uuid().nullish();

export const commissionBases = ["RETAIL", "PURCHASE"] as const;
export const commissionKinds = ["RATE", "FIXED"] as const;
export const ruleTargets = ["ALL", "CATEGORY", "PRODUCT"] as const;
export const commissionStatuses = ["FROZEN", "PAYABLE", "PAID", "REVERSED"] as const;
export type CommissionStatus = (typeof commissionStatuses)[number];

/** A rule as its form holds it: rates in basis points or amounts in 分, by `kind`. Share 1 is the seller's, 2 its upline's, and so on. */
export const ruleInput = z.object({
  name: z.string().trim().min(1).max(60),
  target: z.enum(ruleTargets),
  productId: optionalId,
  categoryId: optionalId,
  levelId: optionalId,
  base: z.enum(commissionBases),
  kind: z.enum(commissionKinds),
  poolBps: bps,
  poolMinor: amount,
  shares: z
    .array(z.object({ bps, minor: amount }))
    .min(1)
    .max(10),
});
export type RuleInput = z.infer<typeof ruleInput>;

export const replaceRuleInput = ruleInput.extend({ id: z.uuid() });
export const ruleIdInput = z.object({ id: z.uuid() });
export const switchRuleInput = z.object({ id: z.uuid(), active: z.boolean() });

export const quoteInput = z.object({
  productId: z.uuid(),
  distributorId: z.uuid(),
  quantity: z.coerce.number().int().min(1).max(1_000_000).default(1),
});
export type QuoteInput = z.input<typeof quoteInput>;

export const commissionFilter = z.object({
  status: z.enum(commissionStatuses).optional().catch(undefined),
  productId: z.uuid().optional().catch(undefined),
  distributorId: z.uuid().optional().catch(undefined),
  redemptionId: z.uuid().optional().catch(undefined),
  ruleId: z.uuid().optional().catch(undefined),
  depth: z.coerce.number().int().min(1).max(10).optional().catch(undefined),
  q: z.string().trim().max(100).optional().catch(undefined),
  from: z.date().optional(),
  to: z.date().optional(),
  after: z.uuid().optional().catch(undefined),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
});
export type CommissionFilter = z.input<typeof commissionFilter>;
