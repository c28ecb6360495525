import { addPayee } from "#domain/payee/add-payee.ts";
import { rejectPayee } from "#domain/payee/reject-payee.ts";
import type { PayeeKind } from "#domain/payee/rules.ts";
import { verifyPayee } from "#domain/payee/verify-payee.ts";
import { totpOf } from "#domain/user/check-totp.ts";
import { confirmTotp } from "#domain/user/confirm-totp.ts";
import { enrolTotp } from "#domain/user/enrol-totp.ts";
import type { DistributorActor } from "#lib/context.ts";
import { hour, second } from "#lib/time.ts";
import { at, moment, type World } from "./world.ts";

type Account = { kind: PayeeKind; holderName: string; number: string; bankName?: string; branchName?: string };

const bank = (holderName: string, number: string, bankName: string, branchName: string): Account => ({
  ...{ kind: "BANK", holderName, number, bankName, branchName },
});

/** In the order of the network; the last one has none that can be paid to. Holders and numbers are invented. */
const accounts: readonly (Account | null)[] = [
  bank("上海林记商贸有限公司", "121900000010208", "招商银行", "上海徐家汇支行"),
  bank("广州华南权益服务有限公司", "800100000020417", "中国银行", "广州天河支行"),
  { kind: "ALIPAY", holderName: "杭州苏浙生活服务有限公司", number: "suzhe@demo.kayisu" },
  bank("南京金陵优选电子商务有限公司", "4301000000030626", "中国工商银行", "南京新街口支行"),
  bank("深圳福利社科技有限公司", "755900000040835", "招商银行", "深圳福田支行"),
  bank("黄桂英", "6217000000005004472", "中国建设银行", "南宁青秀支行"),
  { kind: "WECHAT", holderName: "张雅", number: "oDemoKayisuXiaoYa0000000001" },
  { kind: "ALIPAY", holderName: "彭大鹏", number: "13900000060" },
  bank("秦怀远", "6228000000008007715", "中国农业银行", "南京鼓楼支行"),
  { kind: "ALIPAY", holderName: "何健", number: "nanshan@demo.kayisu" },
  bank("林福田", "6222000000010009931", "中国工商银行", "深圳福田支行"),
  null,
];

/** Each seller says where he wants his money soon after he joined; finance checks it the same day. */
export async function addPayees(world: World, index: number): Promise<void> {
  for (const [place, seller] of world.sellers.entries()) {
    const account = accounts[place];
    if (!account || seller.joined + 1 !== index) continue;
    const id = await add(world, seller.actor, account, moment(world, index, 16));
    await verifyPayee(at(world, world.staff.finance, moment(world, index, 18)), { id });
  }
}

/** What finance finds in the queue: one to check, one whose number another distributor has too; one is cooling, one was rejected. */
export async function leavePayees(world: World): Promise<void> {
  const before = (hours: number) => new Date(world.now.getTime() - hours * hour);
  const actorOf = (place: number) => world.sellers[place]!.actor;
  const { finance, finance2 } = world.staff;
  const newer = bank("秦怀远", "6214000000008008862", "招商银行", "南京鼓楼支行");
  const changed = await add(world, actorOf(8), newer, before(9));
  await verifyPayee(at(world, finance, before(7)), { id: changed });
  const wrong = bank("柳州便利店联盟", "6217000000011002206", "中国建设银行", "柳州城中支行");
  const rejected = await add(world, actorOf(11), wrong, before(52));
  await rejectPayee(at(world, finance2, before(49)), {
    id: rejected,
    reason: "户名是店名，与银行登记的开户人不一致，请填开户人姓名",
  });
  await add(world, actorOf(2), bank("杭州苏浙生活服务有限公司", "571900000030511", "招商银行", "杭州西湖支行"), before(20));
  await add(world, actorOf(10), { ...accounts[9]!, holderName: "林福田" }, before(3));
}

/** A change of account asks for a code of the app: the second factor is set up on the way. */
async function add(world: World, actor: DistributorActor, account: Account, now: Date): Promise<string> {
  const secret = secrets.get(actor.id) ?? (await enrol(world, actor, new Date(now.getTime() - hour)));
  return (await addPayee(at(world, actor, now), { ...account, code: codeAt(secret, now) })).id;
}

const secrets = new Map<string, string>();

async function enrol(world: World, actor: DistributorActor, now: Date): Promise<string> {
  const { secret } = await enrolTotp(at(world, actor, now));
  const later = new Date(now.getTime() + 40 * second);
  await confirmTotp(at(world, actor, later), { code: codeAt(secret, later) });
  secrets.set(actor.id, secret);
  return secret;
}

const codeAt = (secret: string, now: Date) => totpOf(secret).generate({ timestamp: now.getTime() });
