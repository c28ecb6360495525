import { z } from "zod";
import { keysetInput } from "#lib/page.ts";

/** The most vouchers one link can hold: they are re-pointed in one statement. */
export const MAX_QUOTA = 100_000;

export const linkStatuses = ["ACTIVE", "PAUSED", "REVOKED"] as const;

const quota = z.number().int().min(1).max(MAX_QUOTA);
const moment = z.iso.datetime().nullable();
const perPersonLimit = z.number().int().min(1).max(100);
const note = z.string().trim().max(200);

export const createLinkInput = z.object({
  allotmentId: z.uuid(),
  quota,
  opensAt: moment.default(null),
  closesAt: moment.default(null),
  perPersonLimit: perPersonLimit.default(1),
  phoneCheck: z.boolean().default(false),
  note: note.default(""),
  /** The same key makes one link, however often it is sent. */
  requestKey: z.uuid(),
});
export type CreateLinkInput = z.input<typeof createLinkInput>;

/** What is left out stays. `quota` is the new total and can only grow. */
export const changeLinkInput = z.object({
  id: z.uuid(),
  quota: quota.optional(),
  opensAt: moment.optional(),
  closesAt: moment.optional(),
  perPersonLimit: perPersonLimit.optional(),
  note: note.optional(),
});
export type ChangeLinkInput = z.input<typeof changeLinkInput>;

export const linkIdInput = z.object({ id: z.uuid() });
export type LinkIdInput = z.input<typeof linkIdInput>;
/** Staff say why. */
export const stopLinkInput = z.object({ id: z.uuid(), reason: z.string().trim().max(500).optional() });
export type StopLinkInput = z.input<typeof stopLinkInput>;

export const linkStates = ["OPEN", "NOT_OPEN_YET", "PAUSED", "ENDED", "REVOKED"] as const;

export const listLinksInput = keysetInput.extend({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  q: z.string().trim().max(80).optional(),
  state: z.enum(linkStates).optional().catch(undefined),
  productId: z.uuid().optional().catch(undefined),
  allotmentId: z.uuid().optional().catch(undefined),
  distributorId: z.uuid().optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
});
export type ListLinksInput = z.input<typeof listLinksInput>;

export const figuresInput = z.object({ ids: z.array(z.uuid()).min(1).max(100) });
export type FiguresInput = z.input<typeof figuresInput>;
