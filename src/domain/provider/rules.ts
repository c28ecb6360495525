import type { SystemAccountKind } from "#domain/ledger/rules.ts";
import type { ChannelSettings } from "#domain/setting/schema-channels.ts";
import { shareOf } from "#lib/money.ts";

/** Who takes and sends money for us, in the order they are shown. BANK is a transfer that people record. */
export const onlineProviders = ["WECHAT", "ALIPAY", "STRIPE", "SANDBOX"] as const;
export const providerNames = [...onlineProviders, "BANK"] as const;
export type OnlineProvider = (typeof onlineProviders)[number];
export type ProviderName = (typeof providerNames)[number];

/** Where the money a provider holds for us stands in the books. */
export const cashAccountOf = (provider: ProviderName): SystemAccountKind =>
  provider === "BANK" ? "BANK" : (`CASH_${provider}` as const);

type Fee = { bps: number; fixedMinor: string };

/** What the operator says a provider keeps of a payment; the sandbox says it itself. */
function agreedFee(settings: ChannelSettings, provider: OnlineProvider): Fee {
  if (provider === "STRIPE") return { bps: settings.stripeFeeBps, fixedMinor: settings.stripeFeeFixedMinor };
  if (provider === "WECHAT") return { bps: settings.wechatFeeBps, fixedMinor: settings.wechatFeeFixedMinor };
  if (provider === "ALIPAY") return { bps: settings.alipayFeeBps, fixedMinor: settings.alipayFeeFixedMinor };
  return { bps: 0, fixedMinor: "0" };
}

/** What he keeps of this amount: his own word counts, else the agreed rate; never more than the amount. */
export function feeOf(settings: ChannelSettings, provider: OnlineProvider, amountMinor: bigint, said: bigint | null): bigint {
  const { bps, fixedMinor } = agreedFee(settings, provider);
  const fee = said ?? shareOf(amountMinor, BigInt(bps)) + BigInt(fixedMinor);
  return fee > amountMinor ? amountMinor : fee < 0n ? 0n : fee;
}

/** Whether the operator offers it; that its keys are set is another question. */
export const isOffered = (settings: ChannelSettings, provider: OnlineProvider): boolean =>
  ({ STRIPE: settings.stripeOn, WECHAT: settings.wechatOn, ALIPAY: settings.alipayOn, SANDBOX: settings.sandboxOn })[provider];

export type Device = "desktop" | "phone" | "wechat";

/** What the payer holds: inside WeChat only WeChat's own window pays. */
export function deviceOf(userAgent: string | null | undefined): Device {
  if (/MicroMessenger/i.test(userAgent ?? "")) return "wechat";
  return /Android|iPhone|iPad|Mobile/i.test(userAgent ?? "") ? "phone" : "desktop";
}
