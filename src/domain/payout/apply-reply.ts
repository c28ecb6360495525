import type { PayoutReply } from "#adapters/payout/payout.ts";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { openIncident } from "#domain/incident/open-incident.ts";
import { type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { seal } from "#lib/crypto.ts";
import type { Prisma } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { askToConfirm } from "./ask-to-confirm.ts";
import { bookPaid, bookReturned } from "./book-payout.ts";
import { type LockedAttempt, type LockedItem, lockAttempt, lockItem } from "./lock-item.ts";
import { pauseProvider } from "./pause-provider.ts";
import { type AttemptState, itemStatusOf } from "./rules.ts";
import { afterNoAnswer, judge, leaseFor, nextQuery, type Policy } from "./rules-reply.ts";

export type Evidence = { kind: "REPLY" | "QUERY" | "CALLBACK" | "STATEMENT"; details?: Prisma.InputJsonObject };
export type Told = {
  itemId: string;
  attemptId: string;
  reply: PayoutReply;
  evidence: Evidence;
  policy: Policy;
  /** When the provider was asked. */
  askedAt: Date;
  /** The lease under which it was asked: whoever lost his lease applies nothing, the next query will tell. Null: nobody was asked. */
  lease: Date | null;
};
/** `resend`: the lease under which the caller sends the identical request again. */
export type Applied = { state: AttemptState | "GONE"; resend: Date | null; moved?: true; mismatch?: true };

/** Applies an answer in one transaction: its evidence, the attempt, the item, the books and the document, or nothing at all. */
export function applyReply(ctx: Ctx, told: Told): Promise<Applied> {
  authorize(ctx, "payout:prepare");
  return inTransaction(ctx, async (tx) => {
    const item = await lockItem(tx, told.itemId);
    const attempt = await lockAttempt(tx, item.id, told.attemptId);
    if (!attempt) return { state: "GONE", resend: null };
    if (told.lease && attempt.leasedUntil?.getTime() !== told.lease.getTime()) return { state: attempt.state, resend: null };
    const sentAt = attempt.sentAt ?? attempt.createdAt;
    const verdict = judge({ ...attempt, sentAt }, told.reply, told.policy, told.askedAt);
    if (verdict.do === "resend") {
      await writeEvidence(tx, attempt, told, attempt.state, attempt.state);
      const resend = new Date(tx.now.getTime() + leaseFor);
      await tx.db.payoutAttempt.update({ where: { id: attempt.id }, data: { sentAt: tx.now, leasedUntil: resend } });
      return { state: attempt.state, resend };
    }
    if (verdict.do === "move") return moveThrough(tx, item, attempt, told, verdict.to);
    if (verdict.do === "short") return waitForBalance(tx, item, attempt, told);
    if (verdict.do === "mismatch") {
      await openMismatch(tx, item, attempt, told.reply);
      const park = attempt.state === "INTENT" ? ("UNKNOWN" as const) : ("PARKED" as const);
      if (verdict.park) return { ...(await moveThrough(tx, item, attempt, told, [park])), mismatch: true };
      await stayPut(tx, attempt, told.reply);
      return { state: attempt.state, resend: null, mismatch: true };
    }
    await stayPut(tx, attempt, told.reply);
    return { state: attempt.state, resend: null };
  });
}

/** Nothing new: asked again later. What was paid may have come back unheard: no answer is not a question spent. */
async function stayPut(tx: TxCtx, attempt: LockedAttempt, reply: PayoutReply): Promise<void> {
  const unheard = attempt.state === "PAID" && reply.state === "UNKNOWN";
  const queryCount = attempt.queryCount + (unheard ? 0 : 1);
  const nextQueryAt = unheard
    ? afterNoAnswer(attempt.resolvedAt ?? attempt.createdAt, tx.now)
    : nextQuery(attempt.state, queryCount, tx.now, attempt.confirmBy);
  await tx.db.payoutAttempt.update({ where: { id: attempt.id }, data: { queryCount, nextQueryAt, leasedUntil: null } });
}

async function moveThrough(
  tx: TxCtx,
  item: LockedItem,
  attempt: LockedAttempt,
  told: Told,
  states: readonly AttemptState[],
): Promise<Applied> {
  let from = attempt.state;
  let status = item.status;
  for (const to of states) {
    await writeEvidence(tx, attempt, told, from, to);
    await tx.db.payoutAttempt.update({ where: { id: attempt.id }, data: attemptData(tx, attempt, told.reply, to) });
    const next = itemStatusOf[to];
    if (next !== status) await moveItem(tx, item.id, next, told.reply);
    await effectOf(tx, item, attempt, told.reply, to);
    await leaveTrace(tx, item, attempt, { from, to, reason: reasonOf(told.reply) });
    from = to;
    status = next;
  }
  return { state: from, resend: null, moved: true };
}

const actions: Partial<Record<AttemptState, string>> = {
  ...{ PAID: "payout.paid", FAILED: "payout.fail", CANCELLED: "payout.fail", RETURNED: "payout.return", PARKED: "payout.park" },
};

/** Every step has its evidence; those that mean money or need a person are in the audit log too. */
async function leaveTrace(
  tx: TxCtx,
  item: LockedItem,
  attempt: LockedAttempt,
  { from, to, reason }: { from: AttemptState; to: AttemptState; reason: string | null },
): Promise<void> {
  const action = actions[to];
  if (!action) return;
  const { outNo, amountMinor } = attempt;
  const subject = { type: "payout", id: item.id };
  await recordAudit(tx, { action, subject, before: { state: from }, after: { state: to, outNo, amountMinor }, reason });
}

const reasonOf = (reply: PayoutReply): string | null => ("reason" in reply ? reply.reason.slice(0, 300) : null);
const refOf = (reply: PayoutReply): string | null => ("ref" in reply ? reply.ref : null);

function attemptData(tx: TxCtx, attempt: LockedAttempt, reply: PayoutReply, to: AttemptState) {
  const waiting = to === "WAITING" && reply.state === "WAITING" ? reply : null;
  const over = ["PAID", "FAILED", "CANCELLED", "RETURNED"].includes(to);
  return {
    state: to,
    reason: to === "PAID" ? null : reasonOf(reply),
    providerRef: refOf(reply) ?? attempt.providerRef,
    ...(waiting
      ? { confirmBy: waiting.confirmBy, confirmSealed: new Uint8Array(seal("payout-confirm", waiting.confirm, attempt.id)) }
      : {}),
    ...(over ? { resolvedAt: tx.now, confirmSealed: null } : {}),
    ...(to === "PAID" && reply.state === "PAID" ? { feeMinor: reply.feeMinor } : {}),
    queryCount: 0,
    nextQueryAt: nextQuery(to, 0, tx.now, waiting?.confirmBy ?? attempt.confirmBy),
    leasedUntil: null,
    ...{ proposedState: null, proposedById: null, proposedReason: null, proposedAt: null },
  };
}

function moveItem(tx: TxCtx, id: string, status: LockedItem["status"], reply: PayoutReply) {
  const at = reply.state === "PAID" && reply.at < tx.now ? reply.at : tx.now;
  const reason = status === "PAID" ? null : reasonOf(reply);
  return tx.db.payoutItem.update({ where: { id }, data: { status, reason, ...(status === "PAID" ? { paidAt: at } : {}) } });
}

async function effectOf(
  tx: TxCtx,
  item: LockedItem,
  attempt: LockedAttempt,
  reply: PayoutReply,
  to: AttemptState,
): Promise<void> {
  const subject = { type: "payout", id: item.id };
  const { provider } = item;
  const about = { provider, subject, expectedMinor: item.amountMinor };
  switch (to) {
    case "PAID": {
      const { feeMinor, at } = reply.state === "PAID" ? reply : { feeMinor: 0n, at: tx.now };
      return bookPaid(tx, item, { attemptId: attempt.id, outNo: attempt.outNo, feeMinor, at });
    }
    case "RETURNED": {
      const reason = reasonOf(reply) ?? "";
      await bookReturned(tx, item, attempt.id, reason);
      const details = { outNo: attempt.outNo, reason };
      await openIncident(tx, { kind: "payout.returned", ...about, details, dedupeKey: `payout.returned:${attempt.id}` });
      return;
    }
    case "PARKED": {
      const details = { outNo: attempt.outNo, says: reply.state, reason: reasonOf(reply) ?? "" };
      await openIncident(tx, { kind: "payout.parked", ...about, details, dedupeKey: `payout.parked:${attempt.id}` });
      return;
    }
    case "WAITING":
      if (reply.state === "WAITING") await askToConfirm(tx, item, attempt.id, reply.confirmBy);
      return;
    default:
      return;
  }
}

/** Our balance there does not suffice: no more is sent through this provider for a while, and this one keeps its number. */
async function waitForBalance(tx: TxCtx, item: LockedItem, attempt: LockedAttempt, told: Told): Promise<Applied> {
  await writeEvidence(tx, attempt, told, attempt.state, attempt.state);
  const reason = reasonOf(told.reply);
  await tx.db.payoutAttempt.update({ where: { id: attempt.id }, data: { leasedUntil: null, reason } });
  await tx.db.payoutItem.update({ where: { id: item.id }, data: { status: "READY", reason: "BALANCE_SHORT" } });
  await pauseProvider(tx, item, reason ?? "");
  return { state: attempt.state, resend: null };
}

/** Nothing is booked, and while a person looks no other number is sent for the item. */
async function openMismatch(tx: TxCtx, item: LockedItem, attempt: LockedAttempt, reply: PayoutReply): Promise<void> {
  if (item.status === "READY")
    await tx.db.payoutItem.update({ where: { id: item.id }, data: { status: "HELD", reason: "MISMATCH" } });
  await openIncident(tx, {
    kind: "payout.mismatch",
    provider: item.provider,
    subject: { type: "payout", id: item.id },
    expectedMinor: attempt.state === "FAILED" || attempt.state === "CANCELLED" ? 0n : item.amountMinor,
    ...(reply.state === "PAID" ? { actualMinor: reply.amountMinor } : {}),
    details: { outNo: attempt.outNo, weHold: attempt.state, providerSays: reply.state, reason: reasonOf(reply) ?? "" },
    dedupeKey: `payout.mismatch:${attempt.id}:${reply.state}`,
  });
}

/** What the provider said, without what the payee confirms with. */
function plainReply(reply: PayoutReply): Prisma.InputJsonObject {
  const said: Record<string, string | boolean> = { state: reply.state };
  for (const [key, value] of Object.entries(reply)) {
    if (key === "confirm" || value === null || value === undefined) continue;
    said[key] = value instanceof Date ? value.toISOString() : typeof value === "boolean" ? value : String(value).slice(0, 300);
  }
  return said;
}

const writeEvidence = (tx: TxCtx, attempt: LockedAttempt, told: Told, fromState: AttemptState, toState: AttemptState) =>
  tx.db.payoutEvidence.create({
    data: {
      ...{ id: newId(tx.now.getTime()), attemptId: attempt.id, kind: told.evidence.kind, fromState, toState, at: tx.now },
      details: { ...told.evidence.details, ...plainReply(told.reply) },
    },
  });
