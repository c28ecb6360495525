import { randomUUID } from "node:crypto";
import { buyAllotment } from "#domain/allotment/buy-allotment.ts";
import { claimVoucher } from "#domain/claim/claim-voucher.ts";
import { createLink } from "#domain/link/create-link.ts";
import { deriveToken } from "#domain/link/derive-token.ts";
import { deviceIds } from "#domain/person/rules.ts";
import { makePass } from "#domain/redemption/make-pass.ts";
import { redeemAtStore } from "#domain/redemption/redeem-at-store.ts";
import { redeemByConsumer } from "#domain/redemption/redeem-by-consumer.ts";
import { reverseRedemption } from "#domain/redemption/reverse-redemption.ts";
import type { DeviceActor, MerchantActor } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { at, browser, inParallel, isAhead, moment, type SeededProduct, type Seller, type World } from "./world.ts";

type OpenLink = { id: string; product: SeededProduct; weight: number; left: number };
type Due = { voucherId: string; product: SeededProduct; device: DeviceActor; day: number; hour: number };
export type Activity = { links: OpenLink[]; due: Due[]; visitors: number };

const width = 6;
/** When people claim: lunch and evening; weekends busier. */
const hours = [9, 10, 11, 12, 12, 13, 15, 17, 18, 19, 20, 20, 20, 21, 21, 22];
const weekday = (date: Date) => new Date(date.getTime() + 8 * 3_600_000).getUTCDay();

/** Some sellers buy and put what they bought into links. */
export async function sellersBuy(world: World, activity: Activity, index: number): Promise<void> {
  const { random } = world;
  for (const seller of world.sellers) {
    const { joined } = seller;
    const due = index === joined + 1 || (index > joined + 1 && random.chance(0.09 + seller.weight * 0.008));
    if (!due) continue;
    const product = pickProduct(world);
    const quantity = random.int(3, 6 + seller.weight) * 10;
    await buyAndShare(world, activity, seller, { product, quantity, index });
  }
}

type Purchase = { product: SeededProduct; quantity: number; index: number };

async function buyAndShare(
  world: World,
  activity: Activity,
  seller: Seller,
  { product, quantity, index }: Purchase,
): Promise<void> {
  const ctx = at(world, seller.actor, moment(world, index, 9 + world.random.next()));
  try {
    const bought = await buyAllotment(ctx, { productId: product.id, quantity, requestKey: randomUUID() });
    const quota = Math.max(1, Math.floor(quantity * (0.6 + world.random.next() * 0.4)));
    const note = world.random.pick(["社群接龙", "门店海报", "公众号菜单", "员工福利", "周末活动", ""]);
    const phoneCheck = index >= world.days - 2;
    const link = await createLink(ctx, {
      allotmentId: bought.id,
      quota,
      note,
      phoneCheck,
      perPersonLimit: 1,
      requestKey: randomUUID(),
    });
    if (!phoneCheck) activity.links.push({ id: link.id, product, weight: seller.weight * product.appeal, left: quota });
  } catch (error) {
    if (!(error instanceof DomainError) || !error.code.startsWith("INSUFFICIENT")) throw error;
  }
}

function pickProduct({ products, random }: World): SeededProduct {
  const tickets = products.flatMap((product) => Array.from({ length: product.appeal }, () => product));
  return random.pick(tickets);
}

/** Consumers claim; some of them will redeem later. */
export async function consumersClaim(world: World, activity: Activity, index: number): Promise<void> {
  const { random } = world;
  const weekend = [0, 6].includes(weekday(moment(world, index, 12)));
  const wanted = Math.round((12 + index * 0.6) * (weekend ? 1.5 : 1) * (0.8 + random.next() * 0.4));
  const tasks: { link: OpenLink; device: DeviceActor; hour: number; delay: number | null }[] = [];
  for (let i = 0; i < wanted; i++) {
    const open = activity.links.filter((link) => link.left > 0);
    const link = open.length > 0 ? random.pick(open) : null;
    const hour = random.pick(hours) + random.next();
    if (!link) break;
    if (isAhead(world, index, hour)) continue;
    link.left -= 1;
    activity.visitors += 1;
    const delay = random.chance(0.72) ? Math.floor(random.next() ** 2 * 9) : null;
    tasks.push({ link, device: browser(String(activity.visitors)), hour, delay });
  }
  await inParallel(tasks, width, async ({ link, device, hour, delay }) => {
    const now = moment(world, index, hour);
    const { voucherId } = await claimVoucher(at(world, device, now), { token: deriveToken(link.id), slot: 1 });
    const { deviceId, ownPersonId } = deviceIds(device.tokenHash!);
    const known = { ...device, deviceId, personIds: [ownPersonId] };
    if (delay !== null) activity.due.push({ voucherId, product: link.product, device: known, day: index + delay, hour });
  });
}

/** Vouchers whose day has come are used: shown to their owner, or redeemed at a counter. */
export async function consumersRedeem(world: World, activity: Activity, index: number): Promise<void> {
  const today = activity.due.filter((due) => due.day === index);
  activity.due = activity.due.filter((due) => due.day > index);
  const moments = today
    .map((due) => ({ ...due, hour: Math.min(due.hour + 0.2 + world.random.next(), 23.9) }))
    .filter((due) => !isAhead(world, index, due.hour))
    .map((due) => ({ ...due, now: moment(world, index, due.hour) }));
  await inParallel(
    moments.filter((due) => due.product.fulfilment === "CODE"),
    width,
    async ({ voucherId, device, now }) => void (await redeemByConsumer(at(world, device, now), { voucherId })),
  );
  // Passes live by the clock, so the counters' day runs in its own order.
  const visits = moments.filter((due) => due.product.fulfilment === "STORE").sort((a, b) => a.now.getTime() - b.now.getTime());
  for (const visit of visits) await visitStore(world, visit);
}

async function visitStore(world: World, { voucherId, product, device, now }: Due & { now: Date }): Promise<void> {
  const merchant = merchantFor(world, product);
  const { digits } = await makePass(at(world, device, now), { voucherId });
  const { id } = await redeemAtStore(at(world, merchant, now), { code: digits.expose(), scanned: world.random.chance(0.7) });
  if (!world.random.chance(0.02)) return;
  await reverseRedemption(at(world, merchant, new Date(now.getTime() + 240_000)), { id, reason: "顾客改期" });
}

/** The first merchant redeems everything; the others their own product. */
function merchantFor(world: World, product: SeededProduct): MerchantActor {
  const store = world.products.filter((one) => one.fulfilment === "STORE");
  const own = world.merchants[store.indexOf(product)];
  return own && world.random.chance(0.8) ? own : world.merchants[0]!;
}
