import type { Receipt } from "#lib/delivery.ts";
import { env } from "#lib/env.ts";
import { resendSender } from "./resend.ts";
import { sandboxEmail } from "./sandbox.ts";

export type Email = {
  to: string;
  subject: string;
  html: string;
  text: string;
  /** The same key is the same mail: a provider that has taken it already does not send it again. */
  key: string;
};

/** `send` resolves only when the provider has taken the mail; otherwise it throws a DeliveryError. */
export type EmailSender = { name: string; send(email: Email): Promise<Receipt> };

export function emailSender(): EmailSender {
  const { RESEND_API_KEY, MAIL_FROM } = env();
  return RESEND_API_KEY && MAIL_FROM ? resendSender({ apiKey: RESEND_API_KEY, from: MAIL_FROM }) : sandboxEmail;
}
