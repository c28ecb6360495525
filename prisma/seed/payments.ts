import { approvePayment } from "#domain/settlement/approve-payment.ts";
import { preparePayment } from "#domain/settlement/prepare-payment.ts";
import { at, moment, type World } from "./world.ts";

const payday = 4; // Thursday
const weekday = (date: Date) => new Date(date.getTime() + 8 * 3_600_000).getUTCDay();

/** On Thursdays finance pays what the week's settlement made payable; the newest statements still wait. */
export async function payStatements(world: World, index: number): Promise<void> {
  const noon = moment(world, index, 12);
  if (weekday(noon) !== payday || index > world.days - 5) return;
  const open = await world.db.statement.findMany({ where: { status: "PAYABLE" }, orderBy: { no: "asc" }, take: 200 });
  for (const { id, no } of open) await pay(world, id, no, index);
}

async function pay(world: World, statementId: string, no: number, index: number): Promise<void> {
  const transferReference = `PAY${String(no).padStart(8, "0")}`;
  const prepared = at(world, world.staff.finance, moment(world, index, 14));
  const { id } = await preparePayment(prepared, { statementId, transferReference });
  await approvePayment(at(world, world.staff.finance2, moment(world, index, 16)), { paymentId: id });
}

/** One payment waits for its second person. */
export async function leavePaymentPrepared(world: World): Promise<void> {
  const open = await world.db.statement.findFirst({ where: { status: "PAYABLE" }, orderBy: { totalMinor: "desc" } });
  if (!open) return;
  const ctx = at(world, world.staff.finance, new Date(world.now.getTime() - 3_600_000));
  await preparePayment(ctx, { statementId: open.id, transferReference: `PAY${String(open.no).padStart(8, "0")}` });
}
