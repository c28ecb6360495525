import { approveBatch } from "#domain/payout/approve-batch.ts";
import { prepareBatch } from "#domain/payout/prepare-batch.ts";
import { previewPayout } from "#domain/payout/queries-payable.ts";
import { queryPayouts } from "#domain/payout/query-payouts.ts";
import { sendPayouts } from "#domain/payout/send-payouts.ts";
import { at, moment, type World } from "./world.ts";

const payday = 4; // Thursday
const weekday = (date: Date) => new Date(date.getTime() + 8 * 3_600_000).getUTCDay();

/** On Thursdays finance pays what the week's settlement made payable; the newest statements still wait. */
export async function payStatements(world: World, index: number): Promise<void> {
  const noon = moment(world, index, 12);
  if (weekday(noon) !== payday || index > world.days - 5) return;
  const id = await prepareAll(world, moment(world, index, 14), "每周佣金打款");
  if (!id) return;
  const later = at(world, world.staff.owner, moment(world, index, 16));
  await approveBatch(later, { id });
  await sendPayouts(later, { batchId: id });
  await queryPayouts(at(world, world.staff.owner, moment(world, index, 17)), { batchId: id });
}

async function prepareAll(world: World, now: Date, note: string): Promise<string | null> {
  const ctx = at(world, world.staff.finance, now);
  const { rows } = await previewPayout(ctx, { provider: "SANDBOX" });
  const good = rows.filter((row) => row.kind === "statement" && !row.obstacle);
  if (good.length === 0) return null;
  const totalMinor = String(good.reduce((sum, row) => sum + row.amountMinor, 0n));
  const statementIds = good.map((row) => row.id);
  return (await prepareBatch(ctx, { provider: "SANDBOX", statementIds, totalMinor, note })).id;
}

/** One batch waits for its second person. */
export async function leavePaymentPrepared(world: World): Promise<void> {
  await prepareAll(world, new Date(world.now.getTime() - 3_600_000), "本周佣金");
}
