import type { Handoff } from "#adapters/payment/payment.ts";
import { actorOf, authorize } from "#domain/access/rules.ts";
import { offeredProviders } from "#domain/provider/queries.ts";
import { deviceOf, type OnlineProvider, onlineProviders } from "#domain/provider/rules.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { type ListOwnTopUpsInput, listOwnTopUpsInput } from "#domain/topup/schema.ts";
import type { Ctx } from "#lib/context.ts";
import { unseal } from "#lib/crypto.ts";
import type { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { type KeysetPage, keysetPage } from "#lib/page.ts";
import { methodOn, stageOf, type TopUpStage } from "./rules.ts";
import type { PaymentState, paymentMethods, RefundState } from "./schema.ts";

type TopUpRow = Prisma.TopUpGetPayload<object>;
export type OwnTopUp = {
  id: string;
  method: TopUpRow["method"];
  amountMinor: bigint;
  reference: string;
  createdAt: Date;
  decidedAt: Date | null;
  /** Why it was turned down; of a bank transfer only: a provider's words are for staff. */
  rejectReason: string | null;
  stage: TopUpStage;
  refundedMinor: bigint;
};

/** What can be paid with on this device, and where to transfer to. */
export type PayChoice = { provider: OnlineProvider; method: (typeof paymentMethods)[number] };
export async function listPayChoices(ctx: Ctx): Promise<{ choices: PayChoice[]; bankAccount: string }> {
  authorize(ctx, "topup:own");
  const [providers, { bankAccount }] = await Promise.all([offeredProviders(ctx), getSettings(ctx)]);
  const device = deviceOf(ctx.actor.userAgent);
  const choices = onlineProviders.flatMap((name) => {
    const method = methodOn(device, providers.find((provider) => provider.name === name)?.methods ?? []);
    return method ? [{ provider: name, method }] : [];
  });
  return { choices, bankAccount };
}

/** His own top-ups of every kind, newest first. */
export async function listOwnTopUps(ctx: Ctx, raw: ListOwnTopUpsInput = {}): Promise<KeysetPage<OwnTopUp>> {
  authorize(ctx, "topup:own");
  const { distributorId } = actorOf(ctx, "distributor");
  const { after, limit } = listOwnTopUpsInput.parse(raw);
  const rows = await ctx.db.topUp.findMany({
    where: { distributorId, ...(after ? { id: { lt: after } } : {}) },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const page = keysetPage(rows, limit);
  const payments = await ctx.db.payment.findMany({
    where: { distributorId, subjectId: { in: page.items.map(({ id }) => id) } },
    select: { subjectId: true, state: true, reason: true, refundedMinor: true },
  });
  const bySubject = new Map(payments.map((payment) => [payment.subjectId, payment]));
  return { ...page, items: page.items.map((row) => shown(row, bySubject.get(row.id) ?? null)) };
}

type Paid = { state: PaymentState; reason: string | null; refundedMinor: bigint };

const shown = (row: TopUpRow, payment: Paid | null): OwnTopUp => ({
  id: row.id,
  method: row.method,
  amountMinor: row.amountMinor,
  reference: row.bankReference,
  createdAt: row.createdAt,
  decidedAt: row.decidedAt,
  rejectReason: row.method === "BANK" ? row.rejectReason : null,
  stage: stageOf(row.status, payment),
  refundedMinor: payment?.refundedMinor ?? 0n,
});

type OwnRefund = {
  id: string;
  no: number;
  amountMinor: bigint;
  reason: string;
  state: RefundState;
  failReason: string | null;
  createdAt: Date;
  doneAt: Date | null;
  mine: boolean;
};
export type OwnTopUpDetail = OwnTopUp & {
  note: string;
  proofFileId: string | null;
  payment: {
    id: string;
    no: number;
    method: PayChoice["method"];
    state: PaymentState;
    expiresAt: Date;
    paidAt: Date | null;
  } | null;
  /** Where to go, what to scan; only while it can be paid. */
  handoff: Handoff | null;
  refunds: OwnRefund[];
};

/** One of his own, with what he needs to pay it. */
export async function getOwnTopUp(ctx: Ctx, id: string): Promise<OwnTopUpDetail> {
  authorize(ctx, "topup:own");
  const { distributorId, id: me } = actorOf(ctx, "distributor");
  if (!isId(id)) throw new DomainError("NOT_FOUND");
  const topUp = await ctx.db.topUp.findFirst({ where: { id, distributorId } });
  if (!topUp) throw new DomainError("NOT_FOUND");
  const payment = topUp.paymentId
    ? await ctx.db.payment.findFirst({
        where: { id: topUp.paymentId, distributorId },
        include: { refunds: { orderBy: { id: "desc" }, take: 100 } },
      })
    : null;
  const { note, proofFileId } = topUp;
  return {
    ...shown(topUp, payment),
    ...{ note, proofFileId },
    payment: payment && {
      ...{ id: payment.id, no: payment.no, method: payment.method },
      ...{ state: payment.state, expiresAt: payment.expiresAt, paidAt: payment.paidAt },
    },
    handoff: payment && payment.expiresAt > ctx.now ? handoffOf(payment) : null,
    refunds: (payment?.refunds ?? []).map((refund) => ({
      ...{ id: refund.id, no: refund.no, amountMinor: refund.amountMinor, reason: refund.reason, state: refund.state },
      ...{ createdAt: refund.createdAt, doneAt: refund.doneAt, mine: refund.requestedById === me },
      failReason: refund.state === "REJECTED" ? refund.failReason : null,
    })),
  };
}

function handoffOf(payment: { id: string; state: PaymentState; handoffSealed: Uint8Array | null }): Handoff | null {
  if (payment.state !== "PENDING" || !payment.handoffSealed) return null;
  return JSON.parse(unseal("payment-handoff", payment.handoffSealed, payment.id)) as Handoff;
}
