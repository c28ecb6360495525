import Stripe from "stripe";
import type { StripeSettings } from "#lib/env-providers.ts";
import { type Notice, NoticeRefused, providerTimeoutMs, type RawNotice } from "./payment.ts";

/** The version whose objects this code reads; a newer SDK must not change it unseen. */
const apiVersion = "2026-10-28.endive";

export function stripeClient(settings: StripeSettings, timeout: number = providerTimeoutMs): Stripe {
  const base = new URL(settings.STRIPE_API_BASE);
  return new Stripe(settings.STRIPE_SECRET_KEY, {
    apiVersion,
    host: base.hostname,
    port: base.port || (base.protocol === "http:" ? 80 : 443),
    protocol: base.protocol === "http:" ? "http" : "https",
    timeout,
    maxNetworkRetries: 0, // who calls decides when to ask again; keys make every repeat harmless
    telemetry: false,
  });
}

/** A test key makes no real money: what was paid must be of the same world as our key. */
export const worldOf = (settings: StripeSettings): string => (settings.STRIPE_SECRET_KEY.includes("_live_") ? "live" : "test");

export type StripeFailure = { definite: boolean; code: string; reason: string; replayed: boolean };

/** Codes that are known to mean: refused, nothing happened. Any other is no answer. */
const refusals = new Set([
  ...[
    "parameter_missing",
    "parameter_unknown",
    "parameter_invalid_empty",
    "parameter_invalid_integer",
    "parameter_invalid_string_blank",
  ],
  ...["parameter_invalid_string_empty", "parameters_exclusive", "resource_missing", "url_invalid", "invalid_charge_amount"],
  ...[
    "amount_too_small",
    "amount_too_large",
    "account_invalid",
    "account_number_invalid",
    "account_country_invalid_address",
    "no_account",
  ],
  ...["insufficient_capabilities_for_transfer", "transfers_not_allowed", "balance_insufficient", "charge_already_refunded"],
  ...["charge_not_refundable", "charge_disputed", "charge_exceeds_transaction_limit", "payouts_not_allowed", "account_closed"],
  ...["api_key_expired", "platform_api_key_expired", "secret_key_required", "testmode_charges_only", "livemode_mismatch"],
]);

export function stripeFailure(error: unknown): StripeFailure {
  if (!(error instanceof Stripe.errors.StripeError))
    return { definite: false, code: "", reason: error instanceof Error ? error.name : "no answer", replayed: false };
  const { code = "", statusCode = 0, headers } = error;
  const refused =
    error instanceof Stripe.errors.StripeInvalidRequestError ||
    error instanceof Stripe.errors.StripeAuthenticationError ||
    error instanceof Stripe.errors.StripePermissionError;
  const definite = refused && statusCode >= 400 && statusCode < 500 && statusCode !== 409 && (code === "" || refusals.has(code));
  const reason = `${statusCode || error.type} ${code || error.type}`;
  return { definite, code, reason, replayed: headers?.["idempotent-replayed"] === "true" };
}

export const notFound = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404 && error.code === "resource_missing";

type EventObject = {
  id?: string;
  object?: string;
  status?: string;
  payment_status?: string;
  client_reference_id?: string | null;
  transfer_group?: string | null;
  metadata?: Record<string, string> | null;
};

/** One reader for all that Stripe sends here: payments, refunds and transfers share its address. */
export function readStripeNotice(stripe: Stripe, settings: StripeSettings, raw: RawNotice, now: Date): Notice {
  let event: Stripe.Event;
  try {
    const signature = raw.headers["stripe-signature"] ?? "";
    event = stripe.webhooks.constructEvent(raw.body, signature, settings.STRIPE_WEBHOOK_SECRET, 300, undefined, now.getTime());
  } catch (error) {
    throw new NoticeRefused(
      error instanceof Stripe.errors.StripeSignatureVerificationError ? "signature or age" : "not an event",
    );
  }
  if (event.livemode !== (worldOf(settings) === "live")) throw new NoticeRefused("of another world than our key");
  const about = event.data.object as EventObject;
  return {
    eventId: event.id,
    kind: event.type,
    outNo: about.client_reference_id ?? about.metadata?.outNo ?? about.transfer_group ?? null,
    body: {
      type: event.type,
      created: event.created,
      object: about.object ?? null,
      id: about.id ?? null,
      status: about.status ?? null,
    },
  };
}
