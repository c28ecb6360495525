import type { PaymentMethodName, PaymentProvider } from "#adapters/payment/payment.ts";
import { paymentProviders } from "#adapters/payment/providers.ts";
import { authorize } from "#domain/access/rules.ts";
import { getSettings } from "#domain/setting/queries.ts";
import type { Ctx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { isOffered, type OnlineProvider, onlineProviders } from "./rules.ts";

export type Channel = {
  provider: OnlineProvider;
  /** Its keys are set here. */
  configured: boolean;
  /** The operator offers it. */
  offered: boolean;
  /** Settings that would configure it; names, never values. */
  needs: readonly string[];
  methods: readonly PaymentMethodName[];
};

/** Every way to take money, on or off, for the operator's settings. The sandbox is named only where it is allowed. */
export async function listChannels(ctx: Ctx): Promise<Channel[]> {
  authorize(ctx, "payment:read");
  const settings = await getSettings(ctx);
  const { on, off } = paymentProviders();
  return onlineProviders
    .filter((provider) => on.has(provider) || off.has(provider))
    .map((provider) => ({
      provider,
      configured: on.has(provider),
      offered: isOffered(settings, provider),
      needs: off.get(provider) ?? [],
      methods: on.get(provider)?.methods ?? [],
    }));
}

/** Trusted: what can be paid with now. */
export async function offeredProviders(ctx: Pick<Ctx, "db">): Promise<PaymentProvider[]> {
  const settings = await getSettings(ctx);
  return [...paymentProviders().on.values()].filter(({ name }) => isOffered(settings, name));
}

/** Trusted: a provider whose keys are set, offered or not: what is under way is followed to its end. */
export function findPaymentProvider(name: string): PaymentProvider | null {
  return [...paymentProviders().on.values()].find((provider) => provider.name === name) ?? null;
}

export function requirePaymentProvider(name: string): PaymentProvider {
  const provider = findPaymentProvider(name);
  if (!provider) throw new DomainError("PROVIDER_OFF", { provider: name });
  return provider;
}
