import { randomBytes } from "node:crypto";
import type { Handoff, PaymentMethodName, PaymentProvider, StartReply } from "#adapters/payment/payment.ts";
import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { offeredProviders } from "#domain/provider/queries.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { seal } from "#lib/crypto.ts";
import { env } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { consume } from "#lib/rate-limit.ts";
import { second } from "#lib/time.ts";
import { type PaymentRow, purposeOf } from "./apply-purpose.ts";
import { lockPayment } from "./apply-reply.ts";
import { definite } from "./ask-provider.ts";
import { outNoOf, paymentNo, payWithin, waitAfter } from "./rules.ts";
import { type PaymentState, type StartTopUpInput, startTopUpInput } from "./schema.ts";

export type Started = { id: string; topUpId: string; state: PaymentState; handoff: Handoff | null };

/**
 * A distributor begins to put money in. The payment is committed before the provider hears of it, under a number that never
 * changes; whatever he answers, or does not, a query can find it again.
 */
export async function startTopUp(ctx: Ctx, raw: StartTopUpInput): Promise<Started> {
  authorize(ctx, "topup:own");
  const { distributorId } = actorOf(ctx, "distributor");
  const input = startTopUpInput.parse(raw);
  await consume("payment-start", distributorId, { points: 20, seconds: 600 });
  const provider = (await offeredProviders(ctx)).find(({ methods }) => methods.includes(input.method));
  if (!provider) throw new DomainError("PROVIDER_OFF", { method: input.method });
  if (input.method === "WECHAT_JSAPI" && !input.openid)
    throw new DomainError("INVALID_INPUT", { fields: { openid: "form.required" } });
  const payment = await create(ctx, provider, input.method, BigInt(input.amountMinor));
  const reply = await sendStart(ctx, provider, payment, input.openid);
  const state = await applyStart(ctx, payment.id, reply);
  return { id: payment.id, topUpId: payment.subjectId, state, handoff: reply.state === "PENDING" ? reply.handoff : null };
}

function create(ctx: Ctx, provider: PaymentProvider, method: PaymentMethodName, amountMinor: bigint): Promise<PaymentRow> {
  const { distributorId, id: userId } = actorOf(ctx, "distributor");
  return inTransaction(ctx, async (tx) => {
    const owner = await tx.db.distributor.findUniqueOrThrow({ where: { id: distributorId }, select: { status: true } });
    if (owner.status !== "ACTIVE") throw new DomainError("FROZEN");
    const [id, topUpId] = [newId(tx.now.getTime()), newId(tx.now.getTime())];
    const outNo = outNoOf("P", tx.now, randomBytes(16));
    const common = { distributorId, amountMinor, createdAt: tx.now };
    await tx.db.topUp.create({
      data: { ...common, id: topUpId, method: provider.name, paymentId: id, bankReference: outNo, recordedById: userId },
    });
    const payment = await tx.db.payment.create({
      data: {
        ...common,
        ...{ id, outNo, method, provider: provider.name },
        purpose: "TOPUP",
        subjectId: topUpId,
        expiresAt: new Date(tx.now.getTime() + payWithin),
        nextQueryAt: new Date(tx.now.getTime() + waitAfter(0)),
      },
    });
    const after = { outNo, method, amountMinor, topUpId };
    await recordAudit(tx, { action: "payment.start", subject: { type: "payment", id }, after });
    return payment;
  });
}

/** The same order however often: number, amount and time never change. */
export async function sendStart(ctx: Ctx, provider: PaymentProvider, payment: PaymentRow, openid?: string): Promise<StartReply> {
  const { APP_URL } = env();
  const { operatorName } = await getSettings(ctx);
  return definite(() =>
    provider.start({
      outNo: payment.outNo,
      method: payment.method,
      amountMinor: payment.amountMinor,
      currency: payment.currency,
      title: `${operatorName} ${paymentNo(payment.no)}`,
      expiresAt: payment.expiresAt,
      notifyUrl: `${APP_URL}/api/webhooks/${payment.provider.toLowerCase()}`,
      returnUrl: `${APP_URL}/distributor/top-up/${payment.subjectId}`,
      payerIp: ctx.actor.ip ?? null,
      ...(openid ? { openid } : {}),
    }),
  );
}

/** Trusted. A payment that moved on meanwhile stays where it is; no definite answer leaves it to the queries. */
export function applyStart(caller: Ctx, id: string, reply: StartReply): Promise<PaymentState> {
  return inTransaction(caller, async (tx) => {
    const payment = await lockPayment(tx, id);
    if (payment.state !== "CREATED" && payment.state !== "PENDING") return payment.state;
    const subject = { type: "payment", id };
    if (reply.state === "UNKNOWN") {
      await tx.db.payment.update({ where: { id }, data: { nextQueryAt: new Date(tx.now.getTime() + 10 * second) } });
      return payment.state;
    }
    if (reply.state === "FAILED") {
      const reason = reply.reason.slice(0, 200);
      await tx.db.payment.update({ where: { id }, data: { state: "FAILED", reason, closedAt: tx.now } });
      await recordAudit(tx, {
        action: "payment.fail",
        subject,
        before: { state: payment.state },
        after: { state: "FAILED" },
        reason,
      });
      await purposeOf(payment).ended(tx, payment, reason);
      return "FAILED";
    }
    const handoffSealed = new Uint8Array(seal("payment-handoff", JSON.stringify(reply.handoff), id));
    const providerRef = reply.ref ?? payment.providerRef;
    await tx.db.payment.update({ where: { id }, data: { state: "PENDING", providerRef, handoffSealed } });
    return "PENDING";
  });
}
