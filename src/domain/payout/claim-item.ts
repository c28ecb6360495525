import { randomInt } from "node:crypto";
import type { SendPayout } from "#adapters/payout/payout.ts";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { log } from "#lib/log.ts";
import { dayKey } from "#lib/time.ts";
import { bodyHash, orderOf, sameBody } from "./call-provider.ts";
import { type LockedItem, lockAttempt, lockItem } from "./lock-item.ts";
import type { PayoutProviderKey } from "./rules.ts";
import { leaseFor } from "./rules-reply.ts";

export type Claimed = { item: LockedItem; attemptId: string; order: SendPayout; lease: Date };
export type ClaimScope = { providers: readonly PayoutProviderKey[]; batchId?: string };

/**
 * Takes one approved item for sending and commits the intent: number, payee, amount and the hash of the body, before anybody is
 * called. Any number of senders may claim; a row another one holds is skipped. Null: nothing is ready.
 */
export async function claimItem(ctx: Ctx, scope: ClaimScope): Promise<Claimed | "held" | null> {
  authorize(ctx, "payout:prepare");
  return inTransaction(ctx, async (tx) => {
    const id = await pick(tx, scope);
    if (!id) return null;
    const item = await lockItem(tx, id);
    const obstacle = await obstacleOf(tx, item);
    if (obstacle) {
      await tx.db.payoutItem.update({ where: { id }, data: { status: "HELD", reason: obstacle } });
      return "held";
    }
    const lease = new Date(tx.now.getTime() + leaseFor);
    const opened = await openAttempt(tx, item, lease).catch((error: unknown) => {
      log.error({ err: error, item: item.id }, "a payout cannot be made from what is stored");
      return null;
    });
    if (!opened) {
      await tx.db.payoutItem.update({ where: { id }, data: { status: "HELD", reason: "UNREADABLE" } });
      return "held";
    }
    const { attemptId, order } = opened;
    await tx.db.payoutItem.update({ where: { id }, data: { status: "SENDING", reason: null } });
    const { outNo, amountMinor } = order;
    await recordAudit(tx, { action: "payout.send", subject: { type: "payout", id }, after: { outNo, amountMinor } });
    return { item, attemptId, order, lease };
  });
}

async function pick(tx: TxCtx, { providers, batchId }: ClaimScope): Promise<string | null> {
  const [row] = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT i.id::text AS id FROM payout_item i JOIN payout_batch b ON b.id = i.batch_id
    WHERE i.status = 'READY' AND b.status = 'APPROVED' AND b.provider::text = ANY (${[...providers]})
      AND (${batchId ?? null}::uuid IS NULL OR b.id = ${batchId ?? null}::uuid)
      AND NOT EXISTS (SELECT 1 FROM payout_pause p WHERE p.provider = b.provider AND p.until > ${tx.now})
    ORDER BY i.id LIMIT 1 FOR UPDATE OF i SKIP LOCKED`;
  return row?.id ?? null;
}

/** What was approved must still hold at the last moment: the account in use, the distributor not frozen. */
async function obstacleOf(tx: TxCtx, item: LockedItem): Promise<"PAYEE_CHANGED" | "FROZEN" | null> {
  const [row] = await tx.db.$queryRaw<{ payee: string; distributor: string }[]>`
    SELECT p.status::text AS payee, d.status::text AS distributor FROM payee_account p JOIN distributor d ON d.id = p.distributor_id
    WHERE p.id = ${item.payeeAccountId}::uuid`;
  if (row?.payee !== "ACTIVE") return "PAYEE_CHANGED";
  return row.distributor === "ACTIVE" ? null : "FROZEN";
}

/** A number that was refused for want of balance is used again, for the same body; else a new attempt has a new number. */
async function openAttempt(tx: TxCtx, item: LockedItem, lease: Date): Promise<{ attemptId: string; order: SendPayout }> {
  const last = await lockAttempt(tx, item.id);
  const times = { sentAt: tx.now, leasedUntil: lease };
  if (last?.state === "INTENT") {
    const { bodyHash: hash } = await tx.db.payoutAttempt.update({ where: { id: last.id }, data: times });
    const order = await orderOf(tx, item, last.outNo);
    sameBody(order, hash);
    return { attemptId: last.id, order };
  }
  const turn = (last?.turn ?? 0) + 1;
  const outNo = newOutNo(item.no, turn, tx.now);
  const order = await orderOf(tx, item, outNo);
  const attemptId = newId(tx.now.getTime());
  const { provider, payeeAccountId, amountMinor } = item;
  await tx.db.payoutAttempt.create({
    data: {
      ...{ id: attemptId, itemId: item.id, turn, provider, outNo, payeeAccountId, amountMinor },
      ...{ bodyHash: bodyHash(order), createdAt: tx.now, ...times },
    },
  });
  return { attemptId, order };
}

/** Without letters and digits that look alike. */
const alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * "KP261122000042A1XXXXXX": day, item, attempt and chance, 32 letters and digits at most, as WeChat asks. Chance keeps a database
 * restored from a backup from using a number the provider knows for another payout.
 */
export function newOutNo(item: number, attempt: number, now: Date): string {
  const chance = Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return `KP${dayKey(now).replaceAll("-", "").slice(2)}${String(item).padStart(6, "0")}A${attempt}${chance}`;
}
