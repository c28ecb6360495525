import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { approveApplication } from "#domain/application/approve-application.ts";
import { submitApplication } from "#domain/application/submit-application.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { confirmTopUp } from "#domain/topup/confirm-topup.ts";
import { recordTopUp } from "#domain/topup/record-topup.ts";
import { makeChallenge } from "#lib/captcha.ts";
import { at, moment, type Seller, type World } from "./world.ts";

type Row = {
  key: string;
  name: string;
  under?: string;
  rank: 1 | 2 | 3;
  region: string;
  kind: string;
  day: number;
  weight: number;
  prepaidYuan: number;
};

/** A tree of twelve: two 总代, four 省代, six 推广员. */
const rows: Row[] = [
  { key: "lin", name: "林记卡券", rank: 1, region: "SH", kind: "ONLINE", day: 0, weight: 9, prepaidYuan: 60_000 },
  { key: "huanan", name: "华南权益中心", rank: 1, region: "GD", kind: "ENTERPRISE", day: 1, weight: 8, prepaidYuan: 50_000 },
  {
    key: "suzhe",
    name: "苏浙生活圈",
    under: "lin",
    rank: 2,
    region: "ZJ",
    kind: "COMMUNITY",
    day: 2,
    weight: 6,
    prepaidYuan: 25_000,
  },
  {
    key: "jinling",
    name: "金陵优选",
    under: "lin",
    rank: 2,
    region: "JS",
    kind: "ONLINE",
    day: 3,
    weight: 5,
    prepaidYuan: 20_000,
  },
  {
    key: "shenzhen",
    name: "深圳福利社",
    under: "huanan",
    rank: 2,
    region: "GD",
    kind: "ENTERPRISE",
    day: 3,
    weight: 6,
    prepaidYuan: 25_000,
  },
  {
    key: "bagui",
    name: "八桂会员店",
    under: "huanan",
    rank: 2,
    region: "GX",
    kind: "OFFLINE_STORE",
    day: 6,
    weight: 3,
    prepaidYuan: 10_000,
  },
  {
    key: "xiaoya",
    name: "小雅的好物群",
    under: "suzhe",
    rank: 3,
    region: "ZJ",
    kind: "COMMUNITY",
    day: 5,
    weight: 4,
    prepaidYuan: 6_000,
  },
  {
    key: "dapeng",
    name: "大鹏看电影",
    under: "suzhe",
    rank: 3,
    region: "SH",
    kind: "MEDIA",
    day: 9,
    weight: 4,
    prepaidYuan: 6_000,
  },
  {
    key: "qinhuai",
    name: "秦淮校园推广",
    under: "jinling",
    rank: 3,
    region: "JS",
    kind: "COMMUNITY",
    day: 12,
    weight: 3,
    prepaidYuan: 5_000,
  },
  {
    key: "nanshan",
    name: "南山健身搭子",
    under: "shenzhen",
    rank: 3,
    region: "GD",
    kind: "MEDIA",
    day: 10,
    weight: 3,
    prepaidYuan: 5_000,
  },
  {
    key: "futian",
    name: "福田咖啡地图",
    under: "shenzhen",
    rank: 3,
    region: "GD",
    kind: "MEDIA",
    day: 15,
    weight: 3,
    prepaidYuan: 4_000,
  },
  {
    key: "liuzhou",
    name: "柳州便利店联盟",
    under: "bagui",
    rank: 3,
    region: "GX",
    kind: "OFFLINE_STORE",
    day: 20,
    weight: 2,
    prepaidYuan: 4_000,
  },
];

type Base = Omit<World, "sellers" | "merchants">;

export async function makeNetwork(world: Base, levelIds: string[]): Promise<Seller[]> {
  const byKey = new Map<string, Seller & { inviteCode: string }>();
  const { inviteCode: ownCode } = await getSettings(world);
  for (const [index, row] of rows.entries()) {
    const now = moment(world, row.day, 10);
    const email = `${row.key}@demo.kayisu`;
    const code = row.under ? byKey.get(row.under)!.inviteCode : ownCode;
    await apply(world, { ...row, email, phone: phoneOf(index), code, intro: "有稳定客群，希望长期合作。" }, now);
    const { id } = await world.db.application.findFirstOrThrow({ where: { email } });
    const levelId = levelIds[row.rank - 1]!;
    const { distributorId } = await approveApplication(at(world, world.staff.manager, moment(world, row.day, 11)), {
      id,
      levelId,
    });
    const user = await world.db.user.findUniqueOrThrow({ where: { email } });
    const { inviteCode } = await world.db.distributor.findUniqueOrThrow({ where: { id: distributorId } });
    const actor = { kind: "distributor" as const, id: user.id, name: row.name, distributorId };
    byKey.set(row.key, { actor, levelRank: row.rank, weight: row.weight, joined: row.day, inviteCode });
    await topUp(world, distributorId, row.prepaidYuan, row.day, index);
    await topUp(world, distributorId, row.prepaidYuan * 0.6, row.day + 18, index + 100);
  }
  return [...byKey.values()];
}

const phoneOf = (index: number) => `139${String(10_000_001 + index * 7_919).padStart(8, "0")}`;

async function topUp(world: Base, distributorId: string, yuan: number, day: number, no: number): Promise<void> {
  if (day >= world.days) return;
  const amountMinor = String(Math.round(yuan) * 100);
  const bankReference = `DEMO${String(20_260_000 + no)}`;
  const recorded = at(world, world.staff.finance, moment(world, day, 14));
  const { id } = await recordTopUp(recorded, { distributorId, amountMinor, bankReference, note: "对公转账" });
  await confirmTopUp(at(world, world.staff.finance2, moment(world, day, 15)), { id });
}

/** An address of RFC 5737, made for examples: each applicant has one of his own. */
const addressOf = (phone: string) => `203.0.113.${Number(phone.slice(-4)) % 254}`;

type Form = { name: string; email: string; phone: string; region: string; kind: string; code: string; intro: string };

async function apply(world: Base, form: Form, now: Date): Promise<void> {
  const challenge = await makeChallenge(new Date(), 2); // a proof of work is of the present, whenever the application is said to be
  const solution = await solveChallenge({ challenge, deriveKey });
  const captcha = Buffer.from(JSON.stringify({ challenge, solution })).toString("base64");
  const { kind, ...rest } = form;
  const actor = { kind: "public" as const, ip: addressOf(form.phone) };
  await submitApplication(at(world, actor, now), { ...rest, channelKind: kind as "ONLINE", captcha, locale: "zh-CN" });
}

/** What waits on somebody's desk when the demo is opened. */
export async function leaveOpenWork(world: World): Promise<void> {
  const { inviteCode } = await getSettings(world);
  const under = await world.db.distributor.findUniqueOrThrow({ where: { id: world.sellers[0]!.actor.distributorId } });
  const recently = (hours: number) => new Date(world.now.getTime() - hours * 3_600_000);
  const base = { region: "SC", kind: "COMMUNITY" };
  await apply(
    world,
    {
      ...base,
      name: "蓉城会员团",
      email: "rongcheng@demo.kayisu",
      phone: "13900008801",
      code: inviteCode,
      intro: "成都 40 个社区群，主推影视与咖啡券。",
    },
    recently(26),
  );
  await apply(
    world,
    {
      ...base,
      name: "山城影迷会",
      email: "shancheng@demo.kayisu",
      phone: "13900008802",
      region: "CQ",
      kind: "MEDIA",
      code: under.inviteCode,
      intro: "电影类公众号，粉丝 6 万。",
    },
    recently(5),
  );
  await apply(
    world,
    {
      ...base,
      name: "海河福利站",
      email: "haihe@demo.kayisu",
      phone: "13900008803",
      region: "TJ",
      kind: "ENTERPRISE",
      code: inviteCode,
      intro: "企业员工福利采购。",
    },
    recently(2),
  );
  const [first, second] = world.sellers;
  const waiting = { proofFileId: null, note: "客户经理已确认到账" };
  await recordTopUp(at(world, world.staff.finance, recently(3)), {
    ...waiting,
    distributorId: first!.actor.distributorId,
    amountMinor: "3000000",
    bankReference: "DEMO20269901",
  });
  await recordTopUp(at(world, world.staff.finance2, recently(1)), {
    ...waiting,
    distributorId: second!.actor.distributorId,
    amountMinor: "1500000",
    bankReference: "DEMO20269902",
  });
}
