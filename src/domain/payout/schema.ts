import { z } from "zod";
import { reason } from "#domain/distributor/schema.ts";
import { keysetInput } from "#lib/page.ts";
import { batchStatuses, itemStatuses, payoutProviderNames } from "./rules.ts";

/** A batch is looked through by a person: more than this nobody looks through. */
export const mostItems = 2000;

export const payoutProvider = z.enum(payoutProviderNames);
const ids = z.array(z.uuid()).max(mostItems).default([]);
export const prepareBatchInput = z
  .object({
    provider: payoutProvider,
    statementIds: ids,
    withdrawalIds: ids,
    /** What the preview said they come to: an amount that changed meanwhile is looked at again. */
    totalMinor: z.string().regex(/^\d{1,18}$/, "form.money"),
    note: z.string().trim().max(200).default(""),
  })
  .refine(({ statementIds, withdrawalIds }) => {
    const count = statementIds.length + withdrawalIds.length;
    return count > 0 && count <= mostItems;
  }, "form.required");
export type PrepareBatchInput = z.input<typeof prepareBatchInput>;

export const batchIdInput = z.object({ id: z.uuid() });
export const rejectBatchInput = z.object({ id: z.uuid(), reason });
export const itemIdInput = z.object({ id: z.uuid() });
export const cancelItemInput = z.object({ id: z.uuid(), reason });
export const outcomes = ["PAID", "FAILED"] as const;
export const proposeOutcomeInput = z.object({ id: z.uuid(), outcome: z.enum(outcomes), reason });
export const confirmOutcomeInput = z.object({ id: z.uuid(), outcome: z.enum(outcomes) });
export const confirmSandboxInput = z.object({ outNo: z.string().regex(/^[A-Z0-9]{10,32}$/) });
export const providerInput = z.object({ provider: payoutProvider });

export const listBatchesInput = keysetInput.extend({
  status: z.enum(batchStatuses).optional().catch(undefined),
  provider: payoutProvider.optional().catch(undefined),
  q: z.string().trim().max(80).optional().catch(undefined),
  from: z.date().optional(),
  to: z.date().optional(),
});
export type ListBatchesInput = z.input<typeof listBatchesInput>;

export const listItemsInput = z.object({
  batchId: z.uuid().optional().catch(undefined),
  distributorId: z.uuid().optional().catch(undefined),
  statementId: z.uuid().optional().catch(undefined),
  withdrawalId: z.uuid().optional().catch(undefined),
  status: z.enum(itemStatuses).optional().catch(undefined),
  /** Only what a person must look at. */
  attention: z.boolean().default(false),
  /** Only what is approved and not at its end. */
  open: z.boolean().default(false),
  /** When it was paid, or else prepared. */
  from: z.date().optional(),
  to: z.date().optional(),
  q: z.string().trim().max(80).optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export type ListItemsInput = z.input<typeof listItemsInput>;
