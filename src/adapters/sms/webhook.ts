import { createHmac } from "node:crypto";
import { DeliveryError, deliveryTimeoutMs } from "#lib/delivery.ts";
import type { SmsSender } from "./sms.ts";

/**
 * POSTs each message to the operator's gateway, signed as Standard Webhooks says: webhook-id, webhook-timestamp and
 * webhook-signature "v1,base64(HMAC-SHA256(secret, id.timestamp.body))". 2xx takes it; its JSON may name an `id`.
 */
export function webhookSms({ url, secret }: { url: string; secret: string }): SmsSender {
  return {
    name: "webhook",
    send: async ({ key, to, template, params, text, locale }) => {
      const body = JSON.stringify({ id: key, to, template, params, text, locale });
      const response = await post(url, body, headersFor(secret, key, body));
      if (response.ok) return { ref: await refOf(response) };
      const again = response.status >= 500 || [408, 409, 425, 429].includes(response.status);
      throw new DeliveryError(`sms gateway answered ${response.status}`, { final: !again, busy: response.status === 429 });
    },
  };
}

function headersFor(secret: string, id: string, body: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
}

async function post(url: string, body: string, headers: Record<string, string>): Promise<Response> {
  try {
    return await fetch(url, {
      method: "POST",
      headers,
      body,
      redirect: "error",
      signal: AbortSignal.timeout(deliveryTimeoutMs),
    });
  } catch (error) {
    throw new DeliveryError(`sms gateway: ${error instanceof Error ? error.name : "no answer"}`);
  }
}

async function refOf(response: Response): Promise<string | null> {
  const text = await response.text().catch(() => "");
  try {
    const { id } = JSON.parse(text.slice(0, 10_000)) as { id?: unknown };
    return typeof id === "string" ? id.slice(0, 100) : null;
  } catch {
    return null;
  }
}
