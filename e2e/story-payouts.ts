import { payoutProviders } from "#adapters/payout/providers.ts";
import { sandboxPayouts } from "#adapters/payout/sandbox.ts";
import { approveBatch } from "#domain/payout/approve-batch.ts";
import { queryPayouts } from "#domain/payout/query-payouts.ts";
import { sendPayouts } from "#domain/payout/send-payouts.ts";
import { approveWithdrawal } from "#domain/withdrawal/approve-withdrawal.ts";
import { requestWithdrawal } from "#domain/withdrawal/request-withdrawal.ts";
import type { Db } from "#lib/db.ts";
import { ctxOf } from "#test/factories.ts";
import { makePayee, makePeople, makePrepared } from "#test/payouts.ts";
import { makeSeller } from "./story.ts";

/** Where stories of payouts start. */

/** A seller with a thousand yuan whose account finance has checked. */
export async function makePayable(db: Db) {
  const seller = await makeSeller(db);
  await makePayee(db, seller.id, "WECHAT", { holderName: "林小满" });
  return seller;
}

/** So many of his withdrawals prepared, approved and sent through the sandbox, which ends each as its last two digits say. */
export async function sendWithdrawals(db: Db, seller: Awaited<ReturnType<typeof makeSeller>>, amounts: bigint[]) {
  const people = await makePeople(db);
  const withdrawalIds: string[] = [];
  for (const amountMinor of amounts) {
    const { id } = await requestWithdrawal(ctxOf(db, seller.actor), { amountMinor: String(amountMinor) });
    await approveWithdrawal(people.second, { id });
    withdrawalIds.push(id);
  }
  const batch = await makePrepared(people, { withdrawalIds }, payoutProviders().on);
  await approveBatch(people.owner, { id: batch.id });
  await sendPayouts(people.owner, { batchId: batch.id });
  const items = await db.payoutItem.findMany({ where: { batchId: batch.id } });
  return new Map(items.map((item) => [item.amountMinor, item.id]));
}

/** The provider is asked at a later moment, by his clock and by ours. */
export async function askLater(db: Db, itemId: string, ms: number): Promise<void> {
  const later = new Date(Date.now() + ms);
  await db.payoutAttempt.updateMany({ where: { itemId }, data: { nextQueryAt: new Date(0), leasedUntil: null } });
  const { owner } = await makePeople(db);
  const providers = new Map([["SANDBOX", sandboxPayouts(undefined, () => later)]]);
  await queryPayouts({ ...owner, now: later }, { itemId, limit: 1, providers });
}
