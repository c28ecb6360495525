import { randomInt } from "node:crypto";
import type { SendPayout } from "#adapters/payout/payout.ts";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { log } from "#lib/log.ts";
import { dayKey } from "#lib/time.ts";
import { bodyHash, orderOf, type Payable, payableColumns, sameBody } from "./call-provider.ts";
import { lockAttempt } from "./lock-item.ts";
import type { PayoutProviderKey } from "./rules.ts";
import { leaseFor } from "./rules-reply.ts";

export type Claimed = { itemId: string; provider: PayoutProviderKey; attemptId: string; order: SendPayout; lease: Date };
export type ClaimScope = { providers: readonly PayoutProviderKey[]; batchId?: string };

/**
 * Takes one approved item for sending and commits the intent: number, payee, amount and the hash of the body, before anybody is
 * called. Any number of senders may claim; a row another one holds is skipped. Null: nothing is ready.
 */
export async function claimItem(ctx: Ctx, scope: ClaimScope): Promise<Claimed | "held" | null> {
  authorize(ctx, "payout:prepare");
  return inTransaction(ctx, async (tx) => {
    const item = await pick(tx, scope);
    if (!item) return null;
    const opened = obstacleOf(item) ?? (await openAttempt(tx, item));
    if (typeof opened === "string") {
      await tx.db.payoutItem.update({ where: { id: item.id }, data: { status: "HELD", reason: opened } });
      return "held";
    }
    await tx.db.payoutItem.update({ where: { id: item.id }, data: { status: "SENDING", reason: null } });
    const { outNo, amountMinor } = opened.order;
    await recordAudit(tx, { action: "payout.send", subject: { type: "payout", id: item.id }, after: { outNo, amountMinor } });
    return { itemId: item.id, provider: item.provider as PayoutProviderKey, ...opened };
  });
}

type Picked = Payable & { id: string; no: number; payee: string; distributor: string };

async function pick(tx: TxCtx, scope: ClaimScope): Promise<Picked | null> {
  const batchId = scope.batchId ?? null;
  const [item] = await tx.db.$queryRaw<Picked[]>`
    SELECT i.id::text AS id, i.no, p.status::text AS payee, d.status::text AS distributor, ${payableColumns}
    FROM payout_item i JOIN payout_batch b ON b.id = i.batch_id JOIN payee_account p ON p.id = i.payee_account_id
    JOIN distributor d ON d.id = i.distributor_id
    WHERE i.status = 'READY' AND b.status = 'APPROVED' AND b.provider::text = ANY (${[...scope.providers]})
      AND (${batchId}::uuid IS NULL OR b.id = ${batchId}::uuid)
      AND NOT EXISTS (SELECT 1 FROM payout_pause x WHERE x.provider = b.provider AND x.until > ${tx.now})
    ORDER BY i.id LIMIT 1 FOR UPDATE OF i SKIP LOCKED`;
  return item ?? null;
}

type Obstacle = "PAYEE_CHANGED" | "FROZEN" | "UNREADABLE";

/** What was approved must still hold at the last moment: the account in use, the distributor not frozen. */
function obstacleOf({ payee, distributor }: Picked): Obstacle | null {
  if (payee !== "ACTIVE") return "PAYEE_CHANGED";
  return distributor === "ACTIVE" ? null : "FROZEN";
}

/** A number that was refused for want of balance is used again, for the same body; else a new attempt has a new number. */
async function openAttempt(tx: TxCtx, item: Picked): Promise<{ attemptId: string; order: SendPayout; lease: Date } | Obstacle> {
  const last = await lockAttempt(tx, item.id);
  const lease = new Date(tx.now.getTime() + leaseFor);
  const turn = last?.state === "INTENT" ? last.turn : (last?.turn ?? 0) + 1;
  const again = last?.state === "INTENT" ? last : null;
  const order = readOrder(item, again?.outNo ?? newOutNo(item.no, turn, tx.now));
  if (!order) return "UNREADABLE";
  const times = { sentAt: tx.now, leasedUntil: lease };
  if (again) {
    const { bodyHash: hash } = await tx.db.payoutAttempt.update({ where: { id: again.id }, data: times });
    sameBody(order, hash);
    return { attemptId: again.id, order, lease };
  }
  const attemptId = newId(tx.now.getTime());
  const { payeeAccountId, amountMinor } = item;
  const provider = item.provider as PayoutProviderKey;
  await tx.db.payoutAttempt.create({
    data: {
      ...{ id: attemptId, itemId: item.id, turn, provider, outNo: order.outNo, payeeAccountId, amountMinor },
      ...{ bodyHash: bodyHash(order), createdAt: tx.now, ...times },
    },
  });
  return { attemptId, order, lease };
}

/** One account that cannot be opened must not keep all the others from being paid. */
function readOrder(item: Picked, outNo: string): SendPayout | null {
  try {
    return orderOf(item, outNo);
  } catch (error) {
    log.error({ err: error, item: item.id }, "a payout cannot be made from what is stored");
    return null;
  }
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
