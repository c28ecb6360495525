import { env } from "#lib/env.ts";
import { neededSettings, type ProviderSettings } from "#lib/env-providers.ts";
import { alipayPayouts } from "./alipay.ts";
import type { PayoutProvider, PayoutProviderName } from "./payout.ts";
import { sandboxPayouts } from "./sandbox.ts";
import { stripePayouts } from "./stripe.ts";
import { wechatPayouts } from "./wechat.ts";

/** Who can pay money out, and who is off with the settings that would turn him on. The sandbox is neither in production. */
export type PayoutProviders = {
  on: ReadonlyMap<PayoutProviderName, PayoutProvider>;
  off: ReadonlyMap<PayoutProviderName, readonly string[]>;
};

let known: PayoutProviders | undefined;

export function payoutProviders(): PayoutProviders {
  known ??= configured();
  return known;
}

function configured(): PayoutProviders {
  const { stripe, wechat, alipay } = env().providers;
  const found: [PayoutProviderName, keyof ProviderSettings, PayoutProvider | null][] = [
    ["WECHAT", "wechat", wechat && wechatPayouts(wechat)],
    ["ALIPAY", "alipay", alipay && alipayPayouts(alipay)],
    ["STRIPE", "stripe", stripe && stripePayouts(stripe)],
  ];
  const on = new Map<PayoutProviderName, PayoutProvider>();
  const off = new Map<PayoutProviderName, string[]>();
  for (const [name, settings, provider] of found) {
    if (provider) on.set(name, provider);
    else off.set(name, neededSettings(settings));
  }
  if (env().sandboxAllowed) on.set("SANDBOX", sandboxPayouts());
  return { on, off };
}

/** For tests: these instead of the configured ones; null: the configured ones again. */
export function usePayoutProviders(providers: PayoutProvider[] | null): void {
  known = providers ? { on: new Map(providers.map((each) => [each.name, each])), off: new Map() } : undefined;
}
