import { z } from "zod";
import { reason } from "#domain/distributor/schema.ts";
import { keysetInput } from "#lib/page.ts";

/** One purchase at a time is one transaction; this many rows still move in a few seconds. */
export const maxPurchase = 20_000;

const quantity = z.number().int().min(1).max(maxPurchase);
/** Made once by the screen for one intention: sent again, the same purchase is answered, not another made. */
const requestKey = z.string().min(8).max(64);

export const buyInput = z.object({ productId: z.uuid(), quantity, requestKey });
export type BuyInput = z.input<typeof buyInput>;

export const recallInput = z.object({ allotmentId: z.uuid(), quantity, reason, requestKey });
export type RecallInput = z.input<typeof recallInput>;

export const listAllotmentsInput = keysetInput.extend({
  after: z.uuid().optional().catch(undefined),
  /** Staff may name one; a distributor always sees his own. */
  distributorId: z.uuid().optional().catch(undefined),
  productId: z.uuid().optional().catch(undefined),
  from: z.date().optional(),
  to: z.date().optional(),
});
export type ListAllotmentsInput = z.input<typeof listAllotmentsInput>;
