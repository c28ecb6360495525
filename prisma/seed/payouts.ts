import { sandboxFate } from "#adapters/payment/sandbox-fates.ts";
import { sandboxPayouts } from "#adapters/payout/sandbox.ts";
import { approveBatch } from "#domain/payout/approve-batch.ts";
import { importBankResults } from "#domain/payout/import-results.ts";
import { makeBankFile } from "#domain/payout/make-file.ts";
import { prepareBatch } from "#domain/payout/prepare-batch.ts";
import { type PayableRow, previewPayout } from "#domain/payout/queries-payable.ts";
import { queryPayouts } from "#domain/payout/query-payouts.ts";
import { rejectBatch } from "#domain/payout/reject-batch.ts";
import { sendPayouts } from "#domain/payout/send-payouts.ts";
import { formatYuan } from "#lib/money.ts";
import { minute } from "#lib/time.ts";
import { at, moment, type World } from "./world.ts";

const payday = 4; // Thursday
const weekday = (date: Date) => new Date(date.getTime() + 8 * 3_600_000).getUTCDay();
const after = (now: Date, minutes: number) => new Date(now.getTime() + minutes * minute);

/** The sandbox at that moment: what it answers depends on its clock. */
export const sandboxAt = (now: Date) => new Map([["SANDBOX", sandboxPayouts(undefined, () => now)]]);

/** On Thursdays finance pays what the week's settlement made payable; the newest statements still wait. */
export async function payWeek(world: World, index: number): Promise<void> {
  if (weekday(moment(world, index, 12)) !== payday || index > world.days - 5) return;
  const now = moment(world, index, 14);
  if (index >= 21 && index < 28) await rejectOne(world, moment(world, index, 13));
  const plain = await payable(world, "SANDBOX", now);
  // Amounts that mean something to the sandbox would not be paid there: the bank pays those.
  await payThrough(world, "SANDBOX", plain.filter(isPlain), now);
  const others = await payable(world, "BANK", after(now, 60));
  await payThrough(world, "BANK", others, after(now, 60));
}

const isPlain = (row: PayableRow) => sandboxFate(row.amountMinor, row.holderName ?? "") === "PAID";

type Way = "SANDBOX" | "BANK";

/** What can be paid this way now, the oldest first. */
export async function payable(world: World, provider: Way, now: Date): Promise<PayableRow[]> {
  const { rows } = await previewPayout(at(world, world.staff.finance, now), { provider });
  return rows.filter((row) => !row.obstacle && row.createdAt < now);
}

async function payThrough(world: World, provider: Way, rows: PayableRow[], now: Date): Promise<void> {
  const id = await prepare(world, provider, rows, { now, note: "每周佣金与提现" });
  if (!id) return;
  await approveBatch(at(world, world.staff.owner, after(now, 20)), { id });
  if (provider === "SANDBOX") return sendAndAsk(world, id, after(now, 25));
  const finance = at(world, world.staff.finance, after(now, 30));
  await makeBankFile(finance, { id });
  await takeBankResult({ ...finance, now: after(now, 150) }, id);
}

type Batch = { now: Date; note: string };

/** Answers the batch's id, or null when there is nothing to pay. */
export async function prepare(world: World, provider: Way, rows: PayableRow[], { now, note }: Batch): Promise<string | null> {
  if (rows.length === 0) return null;
  const of = (kind: PayableRow["kind"]) => rows.filter((row) => row.kind === kind).map((row) => row.id);
  const totalMinor = String(rows.reduce((sum, row) => sum + row.amountMinor, 0n));
  const input = { provider, note, totalMinor, statementIds: of("statement"), withdrawalIds: of("withdrawal") };
  return (await prepareBatch(at(world, world.staff.finance, now), input)).id;
}

/** As the clock does: sends what is approved, then asks about what is not settled. */
export async function sendAndAsk(world: World, batchId: string, now: Date): Promise<void> {
  const ctx = at(world, world.staff.finance, now);
  await sendPayouts(ctx, { batchId, providers: sandboxAt(now) });
  await ask(world, batchId, after(now, 2));
}

export async function ask(world: World, batchId: string, now: Date): Promise<void> {
  await queryPayouts(at(world, world.staff.finance, now), { batchId, providers: sandboxAt(now) });
}

/** The bank's result file: everything was paid. */
async function takeBankResult(ctx: ReturnType<typeof at<World["staff"]["finance"]>>, batchId: string): Promise<void> {
  const attempts = await ctx.db.payoutAttempt.findMany({
    where: { item: { batchId } },
    select: { outNo: true, amountMinor: true, item: { select: { payeeAccount: { select: { holderName: true } } } } },
  });
  const lines = attempts.map(
    ({ outNo, amountMinor, item }) => `${outNo},${item.payeeAccount.holderName},${formatYuan(amountMinor)},交易成功,`,
  );
  const text = ["客户流水号,收款户名,金额,状态,失败原因", ...lines].join("\r\n");
  await importBankResults(ctx, { id: batchId, name: "网银结果.csv" }, async function* () {
    yield Buffer.from(text);
  });
}

/** Once the second person says no: the statements are prepared again an hour later. */
async function rejectOne(world: World, now: Date): Promise<void> {
  const id = await prepare(world, "SANDBOX", (await payable(world, "SANDBOX", now)).slice(0, 3), { now, note: "每周佣金" });
  if (!id) return;
  const second = at(world, world.staff.finance2, after(now, 20));
  await rejectBatch(second, { id, reason: "漏了本周的其他账单，请一起登记" });
}
