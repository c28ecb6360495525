import { z } from "zod";
import { keysetInput } from "#lib/page.ts";

export const invoiceStatuses = ["SUBMITTED", "ACCEPTED", "REJECTED"] as const;
export type InvoiceStatus = (typeof invoiceStatuses)[number];

export const sendInvoiceInput = z.object({
  statementId: z.uuid(),
  /** As printed on it. */
  number: z
    .string()
    .trim()
    .min(4)
    .max(40)
    .regex(/^[0-9A-Za-z-]+$/, "form.invalid"),
  fileId: z.uuid("form.required"),
});
export type SendInvoiceInput = z.infer<typeof sendInvoiceInput>;
export const invoiceIdInput = z.object({ id: z.uuid() });
export const rejectInvoiceInput = invoiceIdInput.extend({ reason: z.string().trim().min(2).max(500) });

export const invoiceFilter = keysetInput.extend({ status: z.enum(invoiceStatuses).optional().catch(undefined) });
export type InvoiceFilter = z.input<typeof invoiceFilter>;
