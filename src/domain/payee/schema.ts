import { z } from "zod";
import { reason } from "#domain/distributor/schema.ts";
import { keysetInput } from "#lib/page.ts";
import { normalNumber, payeeKinds, validNumber } from "./rules.ts";

export const payeeStatuses = ["PENDING", "ACTIVE", "REJECTED", "RETIRED"] as const;
export type PayeeStatus = (typeof payeeStatuses)[number];

/** Six digits of the app: a recovery code does not move money. */
export const totpCode = z
  .string()
  .trim()
  .regex(/^\d{6}$/, "errors.TOTP_WRONG");

const name = (max: number) =>
  z
    .string()
    .transform((text) => text.normalize("NFKC").replace(/\s+/g, " ").trim())
    .pipe(
      z
        .string()
        .max(max)
        .regex(/^[\p{L}\p{M}\p{N} .,'’·()&\-/]*$/u, "form.invalid"),
    );

export const addPayeeInput = z
  .object({
    kind: z.enum(payeeKinds),
    holderName: name(60).pipe(z.string().min(2)),
    number: z.string().max(100),
    bankName: name(60).default(""),
    branchName: name(80).default(""),
    code: totpCode,
  })
  .superRefine(({ kind, number, bankName }, ctx) => {
    if (!validNumber(kind, normalNumber(kind, number)))
      ctx.addIssue({ code: "custom", path: ["number"], message: "form.invalid" });
    if (kind === "BANK" && bankName === "") ctx.addIssue({ code: "custom", path: ["bankName"], message: "form.required" });
  });
export type AddPayeeInput = z.input<typeof addPayeeInput>;

export const verifyPayeeInput = z.object({ id: z.uuid() });
/** Why somebody looks at the whole number. */
export const revealPayeeInput = z.object({ id: z.uuid(), reason });
export const rejectPayeeInput = z.object({ id: z.uuid(), reason });
export const retireOwnPayeeInput = z.object({ id: z.uuid(), code: totpCode });
export const retirePayeeInput = z.object({ id: z.uuid(), reason });

export const listPayeesInput = keysetInput.extend({
  status: z.enum(payeeStatuses).optional().catch(undefined),
  kind: z.enum(payeeKinds).optional().catch(undefined),
  distributorId: z.uuid().optional().catch(undefined),
  q: z.string().trim().max(80).optional().catch(undefined),
  /** Only those whose number another distributor has too. */
  shared: z.boolean().default(false),
});
export type ListPayeesInput = z.input<typeof listPayeesInput>;
