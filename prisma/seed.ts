import { recallAllotment } from "#domain/allotment/recall-allotment.ts";
import { changeSettings } from "#domain/setting/change-settings.ts";
import { settleDue } from "#domain/settlement/settle-due.ts";
import type { Db } from "#lib/db.ts";
import { dayStart, plusDays } from "#lib/time.ts";
import { type Activity, consumersClaim, consumersRedeem, sellersBuy } from "./seed/activity.ts";
import { makeCatalog } from "./seed/catalog.ts";
import { leaveOpenCorrections, putRight } from "./seed/corrections.ts";
import { leaveOpenWork, makeNetwork } from "./seed/network.ts";
import { leaveOpenTopUps, sellersTopUpOnline } from "./seed/online-topups.ts";
import { leaveOpenPayouts } from "./seed/open-payouts.ts";
import { addPayees } from "./seed/payees.ts";
import { payWeek } from "./seed/payouts.ts";
import { demoPassword, makeMerchants, makeStaff, setDemoPasswords } from "./seed/people.ts";
import { sellersWithdraw } from "./seed/withdrawals.ts";
import { at, makeRandom, moment, type World } from "./seed/world.ts";

const login = (role: string, name: string) => ({ role, email: `${name}@demo.kayisu`, password: demoPassword });

/** One login per role, printed by `npm start`. */
export const demoLogins = [
  login("owner", "owner"),
  login("manager", "manager"),
  login("finance", "finance"),
  login("finance (second person)", "finance2"),
  login("support", "support"),
  login("auditor", "auditor"),
  login("distributor", "lin"),
  login("merchant", "store"),
];

const days = 60;

/** Sixty days of business, lived through the product's own commands. A database that has users is left alone. */
export async function seedDemo(db: Db, now = new Date()): Promise<void> {
  if ((await db.user.count()) > 0) return;
  const start = plusDays(dayStart(now), -days);
  const staff = await makeStaff(db, start);
  const base = { db, random: makeRandom(20_261_122), start, now, days: days + 1, staff };
  await changeSettings(at(base, staff.owner, start), {
    settlementCycle: { kind: "WEEKLY", weekday: 1 },
    contactEmail: "hello@demo.kayisu",
    bankAccount: "户名：卡易速演示科技有限公司\n账号：6222 0000 0000 0000（演示，请勿转账）\n开户行：演示银行上海分行",
  });
  const { levelIds, products } = await makeCatalog(base);
  const merchants = await makeMerchants({ ...base, products });
  const sellers = await makeNetwork({ ...base, products }, levelIds);
  const world: World = { ...base, products, merchants, sellers };
  await live(world);
  await leaveOpenWork(world);
  await leaveOpenTopUps(world);
  await leaveOpenCorrections(world);
  await leaveOpenPayouts(world);
  await setDemoPasswords(db);
  await quietOldMessages(db, now);
}

async function live(world: World): Promise<void> {
  const activity: Activity = { links: [], due: [], visitors: 0 };
  for (let index = 0; index < world.days; index++) {
    await sellersTopUpOnline(world, index);
    await sellersBuy(world, activity, index);
    await consumersClaim(world, activity, index);
    await consumersRedeem(world, activity, index);
    const night = moment(world, index, 2.5);
    await settleDue(at(world, world.staff.finance, night), {});
    await addPayees(world, index);
    await sellersWithdraw(world, index);
    await putRight(world, index);
    await payWeek(world, index);
  }
  await recallSome(world);
}

/** A seller gives a little back. */
async function recallSome(world: World): Promise<void> {
  const allotment = await world.db.allotment.findFirstOrThrow({
    where: { vouchers: { some: { status: "ALLOTTED", linkId: null } } },
    orderBy: { no: "asc" },
  });
  const left = await world.db.voucher.count({ where: { allotmentId: allotment.id, status: "ALLOTTED", linkId: null } });
  const ctx = at(world, world.staff.manager, new Date(world.now.getTime() - 86_400_000));
  const request = { quantity: Math.min(left, 5), reason: "渠道申请退回未售卡券", requestKey: "demo-recall-1" };
  await recallAllotment(ctx, { allotmentId: allotment.id, ...request });
}

/** Mails of the past were sent in the past: only the last days' are left for the worker. */
async function quietOldMessages(db: Db, now: Date): Promise<void> {
  const recent = new Date(now.getTime() - 2 * 86_400_000);
  await db.$executeRaw`
    UPDATE message SET status = 'SENT', sent_at = created_at, provider = 'sandbox', attempts = 1
    WHERE status = 'PENDING' AND created_at < ${recent}`;
}
