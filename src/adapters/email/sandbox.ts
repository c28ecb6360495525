import type { EmailSender } from "./email.ts";

/** Sends nothing: the mail is read in the message log. */
export const sandboxEmail: EmailSender = { name: "sandbox", send: async () => ({ ref: null }) };
