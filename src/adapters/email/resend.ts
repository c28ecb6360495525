import { Resend } from "resend";
import { DeliveryError, deliveryTimeoutMs } from "#lib/delivery.ts";
import type { EmailSender } from "./email.ts";

/** Refusals that another try cannot change. Everything else (limits, their faults, the network) is tried again. */
const finalErrors = new Set(["validation_error", "missing_required_field", "invalid_parameter", "invalid_attachment"]);

/** Resend. Its idempotency keys hold for 24 hours, longer than all our tries take. */
export function resendSender({ apiKey, from }: { apiKey: string; from: string }): EmailSender {
  const resend = new Resend(apiKey);
  return {
    name: "resend",
    send: async ({ to, subject, html, text, key }) => {
      const mail = { from, to, subject, html, text };
      const options = { idempotencyKey: key, signal: AbortSignal.timeout(deliveryTimeoutMs) };
      const { data, error } = await resend.emails.send(mail, options).catch((cause: unknown) => {
        throw new DeliveryError(`resend: ${cause instanceof Error ? cause.message : "no answer"}`);
      });
      if (error) {
        const { name } = error;
        throw new DeliveryError(`resend: ${name}: ${error.message}`, {
          final: finalErrors.has(name),
          busy: name === "rate_limit_exceeded",
        });
      }
      if (!data?.id) throw new DeliveryError("resend: an answer without an id");
      return { ref: data.id };
    },
  };
}
