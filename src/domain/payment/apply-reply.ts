import type { PaymentReply, RefundReply } from "#adapters/payment/payment.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { openIncident } from "#domain/incident/open-incident.ts";
import { requirePaymentProvider } from "#domain/provider/queries.ts";
import { feeOf } from "#domain/provider/rules.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { type Ctx, inTransaction, systemActor, type TxCtx } from "#lib/context.ts";
import type { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { second } from "#lib/time.ts";
import { type PaymentRow, purposeOf } from "./apply-purpose.ts";
import { isStuck, judge, nextQueryAt, providerOf } from "./rules.ts";
import type { PaymentState } from "./schema.ts";

/** Who asked: the clock counts its questions, a notice starts the waits anew, a person changes neither. */
export type AskedBy = "clock" | "notice" | "person";

/** The row's lock puts notices, queries and closings in order: each sees what the one before did. */
export async function lockPayment(tx: TxCtx, id: string): Promise<PaymentRow> {
  await tx.db.$queryRaw`SELECT 1 FROM payment WHERE id = ${id}::uuid FOR UPDATE`;
  const payment = await tx.db.payment.findUnique({ where: { id } });
  if (!payment) throw new DomainError("NOT_FOUND");
  return payment;
}

/**
 * The one place where a provider's answer becomes a fact of ours; from the start, a query, a closing, whoever asked.
 * Trusted: its callers authorized. What the provider did is done in his name, not in theirs.
 */
export function applyReply(caller: Ctx, id: string, reply: PaymentReply, by: AskedBy): Promise<PaymentState> {
  return inTransaction(caller, async (outer) => {
    const payment = await lockPayment(outer, id);
    const tx = { ...outer, actor: systemActor(`provider:${payment.provider.toLowerCase()}`) };
    const provider = requirePaymentProvider(payment.provider);
    const verdict = judge(payment, reply, provider.merchant);
    await keepAnswer(tx, payment, reply, verdict.move);
    if (verdict.move === "PAID" && reply.state === "PAID") await takePaid(tx, payment, reply);
    else if (verdict.move === "mismatch" && reply.state === "PAID") await reportMismatch(tx, payment, reply, verdict.wrong);
    else if (verdict.move === "CLOSED" || verdict.move === "FAILED") await end(tx, payment, verdict.move, verdict.reason);
    else if (verdict.move === "PENDING") await tx.db.payment.update({ where: { id }, data: { state: "PENDING" } });
    return schedule(tx, id, by);
  });
}

async function takePaid(tx: TxCtx, payment: PaymentRow, reply: Extract<PaymentReply, { state: "PAID" }>): Promise<void> {
  const fee = feeOf(await getSettings(tx), providerOf(payment.method), payment.amountMinor, reply.feeMinor);
  const paid = await tx.db.payment.update({
    where: { id: payment.id },
    data: { state: "PAID", paidAt: reply.paidAt, providerRef: reply.ref, feeMinor: fee, reason: null, handoffSealed: null },
  });
  await recordAudit(tx, {
    action: "payment.paid",
    subject: { type: "payment", id: payment.id },
    before: { state: payment.state },
    after: { state: "PAID", amountMinor: paid.amountMinor, feeMinor: fee, outNo: paid.outNo },
  });
  await purposeOf(paid).paid(tx, paid);
}

async function end(tx: TxCtx, payment: PaymentRow, state: "CLOSED" | "FAILED", reason: string): Promise<void> {
  const data = { state, reason, closedAt: tx.now, handoffSealed: null };
  await tx.db.payment.update({ where: { id: payment.id }, data });
  await recordAudit(tx, {
    action: state === "CLOSED" ? "payment.close" : "payment.fail",
    subject: { type: "payment", id: payment.id },
    before: { state: payment.state },
    after: { state, outNo: payment.outNo },
    reason,
  });
  await purposeOf(payment).ended(tx, payment, reason);
}

type Paid = Extract<PaymentReply, { state: "PAID" }>;

/** Something was paid, but not what we asked for. Nothing is booked; a person looks at it. */
async function reportMismatch(tx: TxCtx, payment: PaymentRow, reply: Paid, wrong: string[]): Promise<void> {
  const { opened } = await openIncident(tx, {
    kind: "payment.mismatch",
    provider: payment.provider,
    subject: { type: "payment", id: payment.id },
    expectedMinor: payment.amountMinor,
    actualMinor: reply.amountMinor,
    details: { wrong, outNo: payment.outNo, ref: reply.ref, currency: reply.currency, merchant: reply.merchant },
    dedupeKey: `payment.mismatch:${payment.id}:${wrong.join("+")}:${reply.amountMinor}`,
  });
  if (!opened) return;
  if (payment.state !== "PAID") await tx.db.payment.update({ where: { id: payment.id }, data: { reason: "mismatch" } });
  const subject = { type: "payment", id: payment.id };
  await recordAudit(tx, { action: "payment.mismatch", subject, after: { wrong, amountMinor: reply.amountMinor } });
}

async function schedule(tx: TxCtx, id: string, by: AskedBy): Promise<PaymentState> {
  const payment = await tx.db.payment.findUniqueOrThrow({ where: { id } });
  const open = payment.state === "CREATED" || payment.state === "PENDING";
  if (open && isStuck(payment.expiresAt, tx.now)) await reportStuck(tx, payment);
  if (by === "person" && open) return payment.state;
  // A notice said that something happened, the query does not see it yet: ask again soon.
  const data =
    by === "notice" && open
      ? { queryCount: 0, nextQueryAt: new Date(tx.now.getTime() + 10 * second) }
      : { nextQueryAt: nextQueryAt(payment, tx.now) };
  await tx.db.payment.update({ where: { id }, data });
  return payment.state;
}

const reportStuck = (tx: TxCtx, { id, provider, outNo, state, amountMinor }: PaymentRow) =>
  openIncident(tx, {
    ...{ kind: "payment.stuck" as const, provider, subject: { type: "payment", id }, expectedMinor: amountMinor },
    ...{ details: { outNo, state }, dedupeKey: `payment.stuck:${id}` },
  });

const plain = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);

/** What the provider said, when it is news: the evidence behind each move, and the timeline people read. */
export async function keepAnswer(
  tx: TxCtx,
  asked: { provider: PaymentRow["provider"]; outNo: string },
  reply: PaymentReply | RefundReply,
  effect: string,
): Promise<void> {
  const { provider, outNo } = asked;
  const kind = `query.${reply.state}`;
  const last = await tx.db.providerEvent.findFirst({
    where: { provider, outNo, kind: { startsWith: "query." } },
    orderBy: { id: "desc" },
    select: { kind: true, effect: true },
  });
  if (last?.kind === kind && (effect === "none" || effect === last.effect)) return;
  const id = newId(tx.now.getTime());
  const body = JSON.parse(JSON.stringify(reply, plain)) as Prisma.InputJsonObject;
  await tx.db.providerEvent.create({
    data: { id, provider, eventId: `query:${id}`, kind, outNo, body, receivedAt: tx.now, handledAt: tx.now, effect },
  });
}
