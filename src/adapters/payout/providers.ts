import { env } from "#lib/env.ts";
import { neededSettings } from "#lib/env-providers.ts";
import type { PayoutProvider, PayoutProviderName } from "./payout.ts";
import { sandboxPayouts } from "./sandbox.ts";

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
  const on = new Map<PayoutProviderName, PayoutProvider>();
  const off = new Map<PayoutProviderName, string[]>([
    ["WECHAT", neededSettings("wechat")],
    ["ALIPAY", neededSettings("alipay")],
    ["STRIPE", neededSettings("stripe")],
  ]);
  if (env().sandboxAllowed) on.set("SANDBOX", sandboxPayouts());
  return { on, off };
}

/** For tests: these instead of the configured ones; null: the configured ones again. */
export function usePayoutProviders(providers: PayoutProvider[] | null): void {
  known = providers ? { on: new Map(providers.map((each) => [each.name, each])), off: new Map() } : undefined;
}
