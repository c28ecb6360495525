import { acceptInvoice } from "#domain/settlement/accept-invoice.ts";
import { rejectInvoice } from "#domain/settlement/reject-invoice.ts";
import { invoiceIdInput, rejectInvoiceInput, sendInvoiceInput } from "#domain/settlement/schema-invoice.ts";
import { sendInvoice } from "#domain/settlement/send-invoice.ts";
import { idOut, okOut, procedure, router } from "./init.ts";

export const invoiceRouter = router({
  send: procedure
    .input(sendInvoiceInput)
    .output(idOut)
    .mutation(({ ctx, input }) => sendInvoice(ctx, input)),
  accept: procedure
    .input(invoiceIdInput)
    .output(okOut)
    .mutation(({ ctx, input }) => acceptInvoice(ctx, input)),
  reject: procedure
    .input(rejectInvoiceInput)
    .output(okOut)
    .mutation(({ ctx, input }) => rejectInvoice(ctx, input)),
});
