import { z } from "zod";
import { archiveRule } from "#domain/commission/archive-rule.ts";
import { createRule } from "#domain/commission/create-rule.ts";
import { quoteCommissions } from "#domain/commission/queries-rules.ts";
import { replaceRule } from "#domain/commission/replace-rule.ts";
import {
  commissionBases,
  commissionKinds,
  quoteInput,
  replaceRuleInput,
  ruleIdInput,
  ruleInput,
  switchRuleInput,
} from "#domain/commission/schema.ts";
import { switchRule } from "#domain/commission/switch-rule.ts";
import { idOut, minorOut, okOut, procedure, router } from "./init.ts";

const lost = ["INACTIVE", "OTHER_PRODUCT", "OTHER_CATEGORY", "OTHER_LEVEL", "LESS_SPECIFIC", "OLDER"] as const;
const kept = ["MISSING", "FROZEN", "BEYOND_DEPTH", "ZERO"] as const;
const quoteOut = z.object({
  rule: z
    .object({ id: z.string(), name: z.string(), base: z.enum(commissionBases), kind: z.enum(commissionKinds), pool: minorOut })
    .nullable(),
  others: z.array(z.object({ id: z.string(), name: z.string(), why: z.enum(lost) })),
  lines: z.array(
    z.object({
      depth: z.number(),
      value: minorOut,
      baseMinor: minorOut,
      amountMinor: minorOut,
      totalMinor: minorOut,
      distributorId: z.string().nullable(),
      distributorName: z.string().nullable(),
      kept: z.enum(kept).nullable(),
    }),
  ),
  quantity: z.number(),
  retailPriceMinor: minorOut,
  purchasePriceMinor: minorOut.nullable(),
  costMinor: minorOut,
  paidMinor: minorOut,
});

export const commissionRouter = router({
  createRule: procedure
    .input(ruleInput)
    .output(idOut)
    .mutation(({ ctx, input }) => createRule(ctx, input)),
  replaceRule: procedure
    .input(replaceRuleInput)
    .output(idOut)
    .mutation(({ ctx, input }) => replaceRule(ctx, input)),
  switchRule: procedure
    .input(switchRuleInput)
    .output(okOut)
    .mutation(({ ctx, input }) => switchRule(ctx, input)),
  archiveRule: procedure
    .input(ruleIdInput)
    .output(okOut)
    .mutation(({ ctx, input }) => archiveRule(ctx, input)),
  quote: procedure
    .input(quoteInput)
    .output(quoteOut)
    .query(({ ctx, input }) => quoteCommissions(ctx, input)),
});
