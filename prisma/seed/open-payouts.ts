import { approveBatch } from "#domain/payout/approve-batch.ts";
import { makeBankFile } from "#domain/payout/make-file.ts";
import type { PayableRow } from "#domain/payout/queries-payable.ts";
import { hour } from "#lib/time.ts";
import { leavePayees } from "./payees.ts";
import { ask, payable, prepare, sendAndAsk } from "./payouts.ts";
import { requestSome } from "./withdrawals.ts";
import { at, type Seller, type World } from "./world.ts";

/** The last two days of payouts: one in every state, so that each can be seen and tried. Amounts ending in 01–07: sandbox-fates.ts. */
export async function leaveOpenPayouts(world: World): Promise<void> {
  const before = (hours: number) => new Date(world.now.getTime() - hours * hour);
  const [lin, ...others] = world.sellers.filter((_, place) => place !== 8 && place !== 11) as [Seller, ...Seller[]];

  // Sent more than a day ago: paid, failed, returned, and one of which the provider can tell nothing.
  const first = await requestSome(world, [80_000n, 68_002n, 52_004n, 46_007n], {
    ...{ among: others, now: before(40), approved: true },
  });
  await approveAndSend(world, first, { now: before(33), note: "提现", askAgain: before(7) });
  await leavePayees(world);

  await leaveBankBatches(world, before);

  // Sent an hour ago: one waits for its payee, of one there is no answer yet.
  const waiting = await requestSome(world, [88_803n], { among: [lin], now: before(30), approved: true });
  const unknown = await requestSome(world, [35_000n, 27_607n], { among: others, now: before(28), approved: true });
  await approveAndSend(world, [...waiting, ...unknown], { now: before(2.5), note: "提现" });

  // Prepared for a second person; the rest is still to be arranged.
  const next = await requestSome(world, [42_000n], { among: others, now: before(5), approved: true });
  const rows = await payable(world, "SANDBOX", before(0.8));
  const chosen = [...rows.filter((row) => next.includes(row.id)), ...notOf(lin, rows).slice(-3)];
  await prepare(world, "SANDBOX", chosen, { now: before(0.8), note: "本周佣金与提现" });
  await requestSome(world, [60_000n, 33_000n], { among: others, now: before(4), approved: false });
}

/** One bank file is with the bank, one batch is approved and its file not made. */
async function leaveBankBatches(world: World, before: (hours: number) => Date): Promise<void> {
  const [lin] = world.sellers;
  const rows = notOf(lin!, await payable(world, "BANK", before(6)));
  const { owner, finance } = world.staff;
  const withBank = await prepare(world, "BANK", rows.slice(0, 2), { now: before(6), note: "本周佣金，网银" });
  if (withBank) {
    await approveBatch(at(world, owner, before(5.6)), { id: withBank });
    await makeBankFile(at(world, finance, before(5.5)), { id: withBank });
  }
  const approved = await prepare(world, "BANK", rows.slice(2, 4), { now: before(3.5), note: "本周佣金，网银第二批" });
  if (approved) await approveBatch(at(world, owner, before(3)), { id: approved });
}

/** Statements of others: the distributor people sign in as keeps something to be paid. */
const notOf = (seller: Seller, rows: PayableRow[]) =>
  rows.filter((row) => row.kind === "statement" && row.distributorId !== seller.actor.distributorId);

type Sent = { now: Date; note: string; askAgain?: Date };

async function approveAndSend(world: World, withdrawalIds: string[], { now, note, askAgain }: Sent): Promise<void> {
  const rows = (await payable(world, "SANDBOX", now)).filter((row) => withdrawalIds.includes(row.id));
  const id = await prepare(world, "SANDBOX", rows, { now, note });
  if (!id) return;
  const later = new Date(now.getTime() + hour / 2);
  await approveBatch(at(world, world.staff.finance2, later), { id });
  await sendAndAsk(world, id, new Date(now.getTime() + hour));
  if (askAgain) await ask(world, id, askAgain);
}
