import { z } from "zod";
import { findVoucherByCode } from "#domain/voucher/find-voucher.ts";
import { revealVoucher } from "#domain/voucher/reveal-voucher.ts";
import { findInput, revealInput, voidBatchInput, voidInput } from "#domain/voucher/schema.ts";
import { voidBatch, voidVouchers } from "#domain/voucher/void-vouchers.ts";
import { Secret } from "#lib/secret.ts";
import { idOut, procedure, router } from "./init.ts";

/** The one place where a code leaves the server for a member of staff. */
const secretOut = z.instanceof(Secret).transform((secret) => secret.expose());

export const voucherRouter = router({
  // A mutation, so that the code travels in a body and never in an address.
  find: procedure
    .input(findInput)
    .output(idOut)
    .mutation(({ ctx, input }) => findVoucherByCode(ctx, input)),
  reveal: procedure
    .input(revealInput)
    .output(z.object({ code: secretOut, serial: secretOut.nullable() }))
    .mutation(({ ctx, input }) => revealVoucher(ctx, input)),
  void: procedure
    .input(voidInput)
    .output(z.object({ voided: z.number(), kept: z.number() }))
    .mutation(({ ctx, input }) => voidVouchers(ctx, input)),
  voidBatch: procedure
    .input(voidBatchInput)
    .output(z.object({ voided: z.number(), left: z.number() }))
    .mutation(({ ctx, input }) => voidBatch(ctx, input)),
});
