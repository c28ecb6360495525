import type { SmsSender } from "./sms.ts";

/** Sends nothing: the message, one-time code included, is read in the message log. */
export const sandboxSms: SmsSender = { name: "sandbox", send: async () => ({ ref: null }) };
