import { env } from "#lib/env.ts";
import { neededSettings, type ProviderSettings } from "#lib/env-providers.ts";
import { alipayPayments } from "./alipay.ts";
import type { PaymentProvider, PaymentProviderName } from "./payment.ts";
import { sandboxPayments } from "./sandbox.ts";
import { stripePayments } from "./stripe.ts";
import { wechatPayments } from "./wechat.ts";

/** Who can take money here, and who is off with the settings that would turn him on. The sandbox is neither in production. */
export type PaymentProviders = {
  on: ReadonlyMap<PaymentProviderName, PaymentProvider>;
  off: ReadonlyMap<PaymentProviderName, readonly string[]>;
};

let known: PaymentProviders | undefined;

export function paymentProviders(): PaymentProviders {
  known ??= configured();
  return known;
}

function configured(): PaymentProviders {
  const { stripe, wechat, alipay } = env().providers;
  const found: [PaymentProviderName, keyof ProviderSettings, PaymentProvider | null][] = [
    ["WECHAT", "wechat", wechat && wechatPayments(wechat)],
    ["ALIPAY", "alipay", alipay && alipayPayments(alipay)],
    ["STRIPE", "stripe", stripe && stripePayments(stripe)],
  ];
  const on = new Map<PaymentProviderName, PaymentProvider>();
  const off = new Map<PaymentProviderName, string[]>();
  for (const [name, settings, provider] of found) {
    if (provider) on.set(name, provider);
    else off.set(name, neededSettings(settings));
  }
  if (env().sandboxAllowed) on.set("SANDBOX", sandboxPayments());
  return { on, off };
}

/** For tests: these instead of the configured ones; null: the configured ones again. */
export function usePaymentProviders(providers: PaymentProvider[] | null): void {
  known = providers ? { on: new Map(providers.map((each) => [each.name, each])), off: new Map() } : undefined;
}
