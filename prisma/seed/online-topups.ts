import sharp from "sharp";
import { usePaymentProviders as setPaymentProviders } from "#adapters/payment/providers.ts";
import { sandboxPayments } from "#adapters/payment/sandbox.ts";
import { saveImage } from "#domain/file/save-image.ts";
import { approveRefund, rejectRefund } from "#domain/payment/decide-refund.ts";
import { decideSandbox } from "#domain/payment/decide-sandbox.ts";
import { queryPayments } from "#domain/payment/query-payments.ts";
import { requestRefund } from "#domain/payment/request-refund.ts";
import { startTopUp } from "#domain/payment/start-topup.ts";
import { recordOwnTransfer } from "#domain/topup/record-topup.ts";
import { systemActor } from "#lib/context.ts";
import { hour, minute, second } from "#lib/time.ts";
import { at, makeRandom, moment, type Seller, type World } from "./world.ts";

type End = "PAID" | "LOST_NOTICE" | "FAILED" | "LEFT";

/** The sandbox lives at the time of the story. */
const clock = { now: new Date(0) };
const prepare = () => setPaymentProviders([sandboxPayments(undefined, () => clock.now)]);

const later = (from: Date, ms: number) => new Date(from.getTime() + ms);
/** Random numbers of its own: the rest of the demo stays as it is. */
const random = makeRandom(7_654_321);

/** Most pay; some notices get lost, some payments fail, some payers never come back. */
export async function sellersTopUpOnline(world: World, index: number): Promise<void> {
  if (index < 12 || index >= world.days - 1) return;
  prepare();
  for (const seller of world.sellers) {
    if (!random.chance(0.05 + seller.weight * 0.004)) continue;
    const drawn = random.next();
    const end: End = drawn < 0.74 ? "PAID" : drawn < 0.84 ? "LOST_NOTICE" : drawn < 0.92 ? "LEFT" : "FAILED";
    const yuan = random.int(1, 6) * 500;
    await payOnline(world, seller, { yuan, end, now: moment(world, index, 8 + random.next() * 12) });
  }
}

type Plan = { yuan: number; end: End; now: Date };

async function payOnline(world: World, seller: Seller, { yuan, end, now }: Plan): Promise<string> {
  const id = await begin(world, seller, yuan, now);
  const { outNo } = await world.db.payment.findUniqueOrThrow({ where: { id } });
  const decided = later(now, 40 * second);
  clock.now = decided;
  if (end !== "LEFT") {
    const state = end === "FAILED" ? "FAILED" : "PAID";
    const payer = at(world, { kind: "public" as const, ip: null }, decided);
    await decideSandbox(payer, { outNo, state, silent: end === "LOST_NOTICE" });
  }
  // The clock comes by: it finds what no notice told, and closes what nobody paid.
  await tick(world, later(now, 2 * minute));
  if (end === "LEFT") await tick(world, later(now, 61 * minute));
  return id;
}

async function begin(world: World, seller: Seller, yuan: number, now: Date): Promise<string> {
  clock.now = now;
  const amountMinor = String(yuan * 100);
  return (await startTopUp(at(world, seller.actor, now), { amountMinor, method: "SANDBOX" })).id;
}

async function tick(world: World, now: Date): Promise<void> {
  clock.now = now;
  await queryPayments(at(world, systemActor("cron:payments"), now));
}

/** Refunds of some weeks ago: one given back, one turned down. */
async function oldRefunds(world: World, seller: Seller): Promise<void> {
  const now = later(world.now, -9 * 24 * hour);
  const paymentId = await payOnline(world, seller, { yuan: 3000, end: "PAID", now });
  const ask = (yuan: number, reason: string, hours: number) => {
    clock.now = later(now, hours * hour);
    return requestRefund(at(world, seller.actor, clock.now), { paymentId, amountMinor: String(yuan * 100), reason });
  };
  const done = await ask(1000, "多充了一笔，先退回一部分", 2);
  clock.now = later(now, 5 * hour);
  await approveRefund(at(world, world.staff.finance2, clock.now), done);
  const off = await ask(500, "想换成银行转账", 26);
  clock.now = later(now, 27 * hour);
  await rejectRefund(at(world, world.staff.finance, clock.now), { ...off, reason: "本月已退过一次，请下月再申请" });
}

/** What the demo opens with: a refund and a bank slip that wait for finance, a payment that waits for its payer. */
export async function leaveOpenTopUps(world: World): Promise<void> {
  prepare();
  const [lin, huanan, suzhe] = world.sellers;
  await oldRefunds(world, lin!);
  const paymentId = await payOnline(world, lin!, { yuan: 2000, end: "PAID", now: later(world.now, -5 * hour) });
  const asked = { paymentId, amountMinor: "80000", reason: "活动改期，先退回一部分" };
  await requestRefund(at(world, lin!.actor, later(world.now, -2 * hour)), asked);
  await sendSlip(world, suzhe!, "10000", later(world.now, -90 * minute));
  await payOnline(world, huanan!, { yuan: 1500, end: "FAILED", now: later(world.now, -30 * minute) });
  await begin(world, lin!, 1000, later(world.now, -2 * minute));
}

/** A transfer he recorded himself, with a slip drawn here. */
async function sendSlip(world: World, seller: Seller, yuan: string, now: Date): Promise<void> {
  const bankReference = "DEMO20269905";
  const line = (y: number, text: string) => `<text x="60" y="${y}" font-size="34" fill="#334155">${text}</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 560"><rect width="900" height="560" fill="#f8fafc"/>
    <rect width="900" height="110" fill="#1d4ed8"/><text x="60" y="72" font-size="46" fill="#fff">TRANSFER RECEIPT</text>
    ${line(210, `REFERENCE  ${bankReference}`)}${line(280, `AMOUNT  CNY ${yuan}.00`)}${line(350, "PAYEE  KAYISU DEMO")}${line(420, "STATUS  COMPLETED")}</svg>`;
  const bytes = await sharp(Buffer.from(svg)).png().toBuffer();
  const ctx = at(world, seller.actor, now);
  const proof = await saveImage(ctx, { name: "转账回单.png", bytes, purpose: "proof" });
  const transfer = { amountMinor: `${yuan}00`, bankReference, proofFileId: proof.id, note: "手机银行转账" };
  await recordOwnTransfer(ctx, transfer);
}
