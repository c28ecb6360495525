import { z } from "zod";
import { channelKind, reason, region } from "#domain/distributor/schema.ts";
import { keysetInput } from "#lib/page.ts";

export const applicationStatuses = ["PENDING", "APPROVED", "REJECTED"] as const;

/** A first look only: whether the number can exist is decided on the server. */
const phone = z
  .string()
  .trim()
  .min(1)
  .max(30)
  .regex(/^[+＋]?[\d０-９\s()（）-]{5,}$/, "form.phone");

export const applicationForm = z.object({
  name: z.string().trim().min(2).max(60),
  phone,
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(254)
    .pipe(z.email({ pattern: z.regexes.email })),
  region,
  channelKind,
  intro: z.string().trim().max(500).default(""),
  captcha: z.string().min(1, "CAPTCHA_FAILED").max(10_000),
});

export const submitApplicationInput = applicationForm.extend({
  /** Whose invitation it was. */
  code: z.string().trim().toUpperCase().max(16),
  locale: z.enum(["zh-CN", "en"]).default("zh-CN"),
});
export type SubmitApplicationInput = z.input<typeof submitApplicationInput>;

export const approveApplicationInput = z.object({
  id: z.uuid(),
  /** Left out: the operator's default, or the lowest. */
  levelId: z.uuid().optional(),
  /** Left out: who invited. null: directly under the operator. */
  uplineId: z.uuid().nullable().optional(),
});
export type ApproveApplicationInput = z.input<typeof approveApplicationInput>;

export const rejectApplicationInput = z.object({ id: z.uuid(), reason });
export type RejectApplicationInput = z.input<typeof rejectApplicationInput>;

export const listApplicationsInput = keysetInput.extend({
  after: z.uuid().optional().catch(undefined),
  status: z.enum(applicationStatuses).optional().catch(undefined),
  q: z.string().trim().max(80).optional().catch(undefined),
  region: z.string().max(20).optional().catch(undefined),
  channelKind: channelKind.optional().catch(undefined),
  uplineId: z
    .union([z.uuid(), z.literal("none")])
    .optional()
    .catch(undefined),
});
export type ListApplicationsInput = z.input<typeof listApplicationsInput>;
