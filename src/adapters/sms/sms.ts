import type { Receipt } from "#lib/delivery.ts";
import { env } from "#lib/env.ts";
import { sandboxSms } from "./sandbox.ts";
import { webhookSms } from "./webhook.ts";

export type Sms = {
  /** E.164, such as +8613800000000. */
  to: string;
  /** Gateways in China send approved templates: its name and values. Others send `text` as it is. */
  template: string;
  params: Record<string, string | number>;
  text: string;
  locale: string;
  key: string;
};

/** `send` resolves only when the gateway has taken the message; otherwise it throws a DeliveryError. */
export type SmsSender = { name: string; send(sms: Sms): Promise<Receipt> };

export function smsSender(): SmsSender {
  const { SMS_PROVIDER, SMS_WEBHOOK_URL, SMS_WEBHOOK_SECRET } = env();
  if (SMS_PROVIDER === "webhook" && SMS_WEBHOOK_URL && SMS_WEBHOOK_SECRET)
    return webhookSms({ url: SMS_WEBHOOK_URL, secret: SMS_WEBHOOK_SECRET });
  return sandboxSms;
}
