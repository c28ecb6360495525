import { z } from "zod";
import { numberedInput } from "#lib/page.ts";

/** The 34 provincial regions (ISO 3166-2:CN without the prefix). Words in i18n region.json. */
export const regions = [
  ..."BJ TJ HE SX NM LN JL HL SH JS ZJ AH FJ JX SD HA HB".split(" "),
  ..."HN GD GX HI CQ SC GZ YN XZ SN GS QH NX XJ HK MO TW".split(" "),
] as readonly string[];
export const region = z.string().refine((value) => regions.includes(value), "form.choose");

export const channelKinds = ["ONLINE", "OFFLINE_STORE", "COMMUNITY", "MEDIA", "ENTERPRISE", "OTHER"] as const;
export const channelKind = z.enum(channelKinds);
export const distributorStatuses = ["ACTIVE", "FROZEN"] as const;

export const reason = z.string().trim().min(1).max(500);

export const freezeInput = z.object({ id: z.uuid(), reason });
export type FreezeInput = z.input<typeof freezeInput>;

export const changeDistributorLevelInput = z.object({ id: z.uuid(), levelId: z.uuid(), reason: reason.optional() });
export type ChangeDistributorLevelInput = z.input<typeof changeDistributorLevelInput>;

/** uplineId null: directly under the operator. */
export const moveInput = z.object({ id: z.uuid(), uplineId: z.uuid().nullable(), reason: reason.optional() });
export type MoveInput = z.input<typeof moveInput>;

const distributorSorts = ["created", "name", "balance", "sales", "downline"] as const;
export const listDistributorsInput = numberedInput.extend({
  page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
  q: z.string().trim().max(80).optional().catch(undefined),
  levelId: z.uuid().optional().catch(undefined),
  status: z.enum(distributorStatuses).optional().catch(undefined),
  /** "none": directly under the operator. */
  uplineId: z
    .union([z.uuid(), z.literal("none")])
    .optional()
    .catch(undefined),
  region: z.string().max(20).optional().catch(undefined),
  sort: z.enum(distributorSorts).default("created").catch("created"),
  dir: z.enum(["asc", "desc"]).default("desc").catch("desc"),
});
export type ListDistributorsInput = z.input<typeof listDistributorsInput>;

export const movementKinds = ["topup", "purchase", "recall", "refund", "withdrawal", "breakage", "other"] as const;
export const listMovementsInput = z.object({
  /** Staff name whose; a distributor always sees his own. */
  distributorId: z.uuid().optional(),
  kind: z.enum(movementKinds).optional().catch(undefined),
  from: z.date().optional(),
  to: z.date().optional(),
  after: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .catch(undefined),
  limit: z.number().int().min(1).max(20_000).default(50),
});
export type ListMovementsInput = z.input<typeof listMovementsInput>;

export const listChildrenInput = z.object({ parentId: z.uuid() });

export const taxKinds = ["PERSON", "COMPANY"] as const;
export const changeTaxInput = z.object({
  id: z.uuid(),
  taxKind: z.enum(taxKinds),
  /** Identity number or unified social credit code; empty keeps what is on file. */
  taxId: z
    .string()
    .trim()
    .regex(/^([0-9A-Za-z]{15,20})?$/, "form.invalid")
    .default(""),
  reason: z.string().trim().min(2).max(500),
});
export type ChangeTaxInput = z.input<typeof changeTaxInput>;
