import { payoutProviders } from "#adapters/payout/providers.ts";
import { followPaymentEvent } from "#domain/payment/follow-event.ts";
import { followPayoutEvent } from "#domain/payout/follow-event.ts";
import { findPaymentProvider } from "#domain/provider/queries.ts";
import { finishEvent, refuseNotice, takeEvent } from "#domain/provider/take-event.ts";
import { systemActor } from "#lib/context.ts";
import { db } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { type Endpoint, json, type RouteReply, toNextRoute } from "#lib/route.ts";

export const dynamic = "force-dynamic";

/** Who may know the number a notice is about, asked in turn. */
const followers = [followPaymentEvent, followPayoutEvent];

/**
 * What payment providers tell us: verified on the bytes as they came, kept once, then asked for. A refused one is answered
 * without a word why.
 */
const webhook: Endpoint = {
  path: "/api/webhooks/:provider",
  methods: ["POST"],
  maxBytes: 256 * 1024,
  handle: async ({ params, headers, body, ip }) => {
    const provider = findReader((params.provider ?? "").toUpperCase());
    if (!provider) throw new DomainError("NOT_FOUND");
    const ctx = { db: db(), now: new Date(), actor: { ...systemActor(`webhook:${params.provider}`), ip } };
    const taken = await takeEvent(ctx, provider, { headers, body: Buffer.from(body).toString("utf8") });
    if (!taken) return json(400, { error: { code: "INVALID_INPUT", details: {} } });
    for (const follow of followers) if (await follow(ctx, taken)) return accepted(provider.accepted);
    await finishEvent(ctx, taken.event.id, taken.event.outNo ? "unknown number" : "ignored");
    if (taken.event.outNo && taken.isNew) await refuseNotice(ctx, provider.name, "a number we never gave");
    return accepted(provider.accepted);
  },
};

/** Whoever takes or pays out money here: one that only pays out is heard too. */
function findReader(name: string) {
  const payer = findPaymentProvider(name);
  if (payer) return payer;
  const payee = [...payoutProviders().on.values()].find((each) => each.name === name);
  return payee ? { name: payee.name, readNotice: payee.readNotice, accepted: heard[payee.name] } : null;
}

/** What makes each stop sending. */
const heard = {
  WECHAT: { status: 200, body: JSON.stringify({ code: "SUCCESS", message: "成功" }), type: "application/json" },
  ALIPAY: { status: 200, body: "success", type: "text/plain" },
  STRIPE: { status: 200, body: "", type: "text/plain" },
  SANDBOX: { status: 204, body: "", type: "text/plain" },
};

const accepted = ({ status, body, type }: { status: number; body: string; type: string }): RouteReply => ({
  status,
  body,
  headers: { "content-type": type, "cache-control": "no-store" },
});

export const POST = toNextRoute(webhook);
