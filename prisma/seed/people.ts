import { createMerchant } from "#domain/merchant/create-merchant.ts";
import { createUser } from "#domain/user/create-user.ts";
import { hashPassword } from "#domain/user/hash-password.ts";
import { inTransaction, type MerchantActor, type StaffRole, systemActor } from "#lib/context.ts";
import type { Db } from "#lib/db.ts";
import { at, type Staff, type World } from "./world.ts";

export const demoPassword = "kayisu-demo-2026";

const members: [keyof Staff, string, StaffRole][] = [
  ["owner", "周敏", "OWNER"],
  ["manager", "陈立", "MANAGER"],
  ["finance", "吴倩", "FINANCE"],
  ["finance2", "郑凯", "FINANCE"],
  ["support", "何晓", "SUPPORT"],
  ["auditor", "孙然", "AUDITOR"],
];

export async function makeStaff(db: Db, now: Date): Promise<Staff> {
  const staff: Partial<Staff> = {};
  for (const [key, name, role] of members) {
    const email = `${key}@demo.kayisu`;
    const ctx = { db, actor: systemActor("demo"), now };
    const { id } = await inTransaction(ctx, (tx) =>
      createUser(tx, { kind: "STAFF", email, name, locale: "zh-CN", staffRole: role }),
    );
    staff[key] = { kind: "staff", id, name, role };
  }
  return staff as Staff;
}

const shops = [
  {
    name: "星光影城（徐汇店）",
    contact: "王经理",
    phone: "021-5550 0101",
    region: "上海市",
    address: "漕溪北路 88 号 4 楼",
    user: "店员小王",
    email: "store@demo.kayisu",
  },
  {
    name: "燃力健身（天河店）",
    contact: "李店长",
    phone: "020-5550 0202",
    region: "广东省",
    address: "体育西路 103 号",
    user: "前台阿青",
    email: "gym@demo.kayisu",
  },
  {
    name: "云栖酒店（西湖店）",
    contact: "沈主管",
    phone: "0571-5550 0303",
    region: "浙江省",
    address: "杨公堤 18 号",
    user: "前台小沈",
    email: "hotel@demo.kayisu",
  },
];

/** Each merchant redeems the STORE products named for it, by position. */
export async function makeMerchants(world: Omit<World, "merchants" | "sellers">): Promise<MerchantActor[]> {
  const store = world.products.filter((product) => product.fulfilment === "STORE");
  const made: MerchantActor[] = [];
  for (const [index, { user, email, ...facts }] of shops.entries()) {
    const productIds = store.filter((_, position) => position === index || index === 0).map((product) => product.id);
    const input = { ...facts, productIds, userName: user, email, locale: "zh-CN" as const };
    const { id } = await createMerchant(at(world, world.staff.manager, world.start), input);
    const account = await world.db.user.findUniqueOrThrow({ where: { email } });
    made.push({ kind: "merchant", id: account.id, name: user, merchantId: id });
  }
  return made;
}

/** One password for every demo account and no second step, so that neither mails nor an authenticator are needed to look around. */
export async function setDemoPasswords(db: Db): Promise<void> {
  const noSecondStep = { totpSecretSealed: null, totpConfirmedAt: null, totpLastStep: null };
  await db.user.updateMany({ data: { passwordHash: await hashPassword(demoPassword), ...noSecondStep } });
  await db.recoveryCode.deleteMany();
  await db.passwordToken.deleteMany();
}
