import { z } from "zod";
import { keysetInput } from "#lib/page.ts";
import { incidentKinds, resolutionKinds } from "./rules.ts";

export const providers = ["STRIPE", "WECHAT", "ALIPAY", "BANK", "SANDBOX"] as const;

export const assignIncidentInput = z.object({ id: z.uuid(), ownerId: z.uuid().nullable() });
export type AssignIncidentInput = z.input<typeof assignIncidentInput>;

export const noteIncidentInput = z.object({ id: z.uuid(), text: z.string().trim().min(1).max(2000) });
export type NoteIncidentInput = z.input<typeof noteIncidentInput>;

/** One resolution for all that are named: what has one cause is explained once. */
export const resolveIncidentsInput = z.object({
  ids: z.array(z.uuid()).min(1).max(200),
  kind: z.enum(resolutionKinds),
  text: z.string().trim().min(2).max(2000),
});
export type ResolveIncidentsInput = z.input<typeof resolveIncidentsInput>;

export const listIncidentsInput = keysetInput.extend({
  status: z.enum(["OPEN", "RESOLVED"]).optional().catch(undefined),
  kind: z.enum(incidentKinds).optional().catch(undefined),
  provider: z.enum(providers).optional().catch(undefined),
  /** A person's id, or "none": nobody's yet. */
  owner: z
    .union([z.uuid(), z.literal("none")])
    .optional()
    .catch(undefined),
  from: z.date().optional(),
  to: z.date().optional(),
  /** Its number (YC-00012 or 12), or the id of what it is about. */
  q: z.string().trim().max(80).optional().catch(undefined),
});
export type ListIncidentsInput = z.input<typeof listIncidentsInput>;
