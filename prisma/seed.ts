import { openAccounts } from "#domain/ledger/open-accounts.ts";
import { hashPassword } from "#domain/user/hash-password.ts";
import { inTransaction, type StaffRole, systemActor } from "#lib/context.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";

const password = "kayisu-demo-2026";
const login = (role: string, name: string) => ({ role, email: `${name}@demo.kayisu`, password });

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

const staff: [string, string, StaffRole][] = [
  ["owner", "周敏", "OWNER"],
  ["manager", "陈立", "MANAGER"],
  ["finance", "吴倩", "FINANCE"],
  ["finance2", "郑凯", "FINANCE"],
  ["support", "何晓", "SUPPORT"],
  ["auditor", "孙然", "AUDITOR"],
];

/** Fills an empty database; one that has users is left alone. */
export async function seedDemo(db: Db): Promise<void> {
  if ((await db.user.count()) > 0) return;
  const passwordHash = await hashPassword(password);
  await inTransaction({ db, actor: systemActor("seed"), now: new Date() }, async (tx) => {
    const base = (name: string) => ({ id: newId(), email: `${name}@demo.kayisu`, passwordHash });
    await tx.db.user.createMany({
      data: staff.map(([email, name, staffRole]) => ({ ...base(email), name, kind: "STAFF" as const, staffRole })),
    });
    const level = await tx.db.level.create({ data: { id: newId(), name: "总代", rank: 1 } });
    const distributor = await tx.db.distributor.create({
      data: {
        id: newId(),
        name: "林记卡券",
        phone: "+8613800000001",
        email: "lin@demo.kayisu",
        region: "上海市",
        channelKind: "ONLINE",
        levelId: level.id,
        inviteCode: "LINJI001",
      },
    });
    await openAccounts(tx, distributor.id);
    await tx.db.user.create({
      data: { ...base("lin"), name: "林晓", kind: "DISTRIBUTOR", distributorId: distributor.id },
    });
    const merchant = await tx.db.merchant.create({ data: { id: newId(), name: "星光影城（徐汇店）", region: "上海市" } });
    await tx.db.user.create({ data: { ...base("store"), name: "店员小王", kind: "MERCHANT", merchantId: merchant.id } });
  });
}
