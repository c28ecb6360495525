import sharp from "sharp";
import { generateBatch } from "#domain/batch/generate-batch.ts";
import { charsets } from "#domain/batch/schema.ts";
import { createRule } from "#domain/commission/create-rule.ts";
import { saveImage } from "#domain/file/save-image.ts";
import { createLevel } from "#domain/level/create-level.ts";
import { createProduct } from "#domain/product/create-product.ts";
import { productInput } from "#domain/product/schema.ts";
import { setOnSale } from "#domain/product/set-on-sale.ts";
import { plusDays } from "#lib/time.ts";
import { pictures } from "./pictures.ts";
import { at, type SeededProduct, type World } from "./world.ts";

type Catalog = Pick<World, "db" | "staff" | "start" | "now">;

const levels = [
  { name: "总代", description: "区域总代理，进货价最低，可发展省代与推广员" },
  { name: "省代", description: "省级代理，进货价居中" },
  { name: "个人推广员", description: "社群、门店与自媒体推广者，零门槛加入" },
];

/** Yuan as operators write them: face, cost, retail, floor, then the price of each level from the highest. */
type Row = {
  name: string;
  category: string;
  description: string;
  rules: string;
  yuan: [number, number, number, number, number, number, number];
  fulfilment: "CODE" | "STORE";
  validDays?: number;
  limit: number;
  stock: number;
  appeal: number;
};

const rows: Row[] = [
  {
    name: "影视会员月卡",
    category: "影视会员",
    description: "主流影视平台会员 31 天，手机、平板、电脑通用。",
    rules: "打开影视 App → 我的 → 会员兑换，输入兑换码。\n每个账号每月限兑 3 张。\n兑换后立即生效，不支持转让。",
    yuan: [25, 15, 25, 16, 18, 20, 22],
    fulfilment: "CODE",
    validDays: 30,
    limit: 3,
    stock: 6000,
    appeal: 10,
  },
  {
    name: "影视会员年卡",
    category: "影视会员",
    description: "主流影视平台会员 365 天。",
    rules: "打开影视 App → 我的 → 会员兑换，输入兑换码。\n兑换后立即生效。",
    yuan: [238, 168, 228, 172, 178, 188, 198],
    fulfilment: "CODE",
    validDays: 90,
    limit: 2,
    stock: 2000,
    appeal: 3,
  },
  {
    name: "2D 通兑电影票",
    category: "电影票",
    description: "全国 3,000 家影院 2D/3D 通兑，节假日通用。",
    rules: "在影院前台出示核销码，由工作人员核销后领取影票。\nIMAX、巨幕需按影院规定补差价。",
    yuan: [45, 28, 39.9, 29, 31, 33, 35],
    fulfilment: "STORE",
    validDays: 60,
    limit: 4,
    stock: 5000,
    appeal: 8,
  },
  {
    name: "健身周卡",
    category: "健身卡",
    description: "7 天不限次，团课任选。",
    rules: "首次到店请携带本人身份证。\n私教课程不在本券范围内。",
    yuan: [99, 35, 59, 38, 40, 44, 48],
    fulfilment: "STORE",
    validDays: 45,
    limit: 1,
    stock: 2500,
    appeal: 5,
  },
  {
    name: "职场英语 30 天训练营",
    category: "课程",
    description: "每天 20 分钟，外教录播加真人答疑。",
    rules: "在学习平台“我的课程 → 兑换”输入课程码。\n开课后 7 天内未学习可联系客服换期。",
    yuan: [199, 60, 99, 66, 70, 76, 82],
    fulfilment: "CODE",
    validDays: 60,
    limit: 1,
    stock: 2500,
    appeal: 4,
  },
  {
    name: "咖啡 30 元代金券",
    category: "代金券",
    description: "全国门店堂食、自提通用。",
    rules: "每单限用一张，不找零、不与其他优惠同享。",
    yuan: [30, 18, 27, 19, 20.5, 22, 23.5],
    fulfilment: "CODE",
    validDays: 30,
    limit: 5,
    stock: 2000,
    appeal: 7,
  },
];

const minor = (yuan: number) => String(Math.round(yuan * 100));

export async function makeCatalog(world: Catalog): Promise<{ levelIds: string[]; products: SeededProduct[] }> {
  const manager = at(world, world.staff.manager, world.start);
  const levelIds: string[] = [];
  for (const level of levels) levelIds.push((await createLevel(manager, level)).id);
  const categories = new Map((await world.db.category.findMany()).map((category) => [category.name, category.id]));
  const products: SeededProduct[] = [];
  for (const row of rows) {
    const [face, cost, retail, floor, ...prices] = row.yuan;
    const input = productInput.parse({
      name: row.name,
      imageId: await draw(world, row.name),
      categoryId: categories.get(row.category),
      description: row.description,
      usageRules: row.rules,
      faceValueMinor: minor(face),
      costMinor: minor(cost),
      retailPriceMinor: minor(retail),
      priceFloorMinor: minor(floor),
      fulfilment: row.fulfilment,
      validityKind: "DAYS_AFTER_CLAIM",
      validDays: row.validDays ?? 30,
      perPersonLimit: row.limit,
      lowStockAt: 300,
      prices: prices.map((price, index) => ({ levelId: levelIds[index], priceMinor: minor(price) })),
    });
    const { id } = await createProduct(manager, input);
    await setOnSale(manager, { id, onSale: true });
    products.push({ id, name: row.name, fulfilment: row.fulfilment, appeal: row.appeal });
    await makeStock(world, id, row.stock);
  }
  await makeRules(world, products);
  return { levelIds, products };
}

async function draw(world: Catalog, name: string): Promise<string | null> {
  const picture = pictures[name];
  if (!picture) return null;
  const bytes = await sharp(Buffer.from(picture)).png().toBuffer();
  return (await saveImage(at(world, world.staff.manager, world.start), { name: `${name}.png`, bytes, purpose: "product" })).id;
}

/** Two deliveries, a month apart. */
async function makeStock(world: Catalog, productId: string, quantity: number): Promise<void> {
  const first = Math.round(quantity * 0.6);
  for (const [index, count] of [first, quantity - first].entries()) {
    const now = plusDays(world.start, index * 30);
    await generateBatch(at(world, world.staff.manager, now), {
      productId,
      quantity: count,
      prefix: "",
      charset: charsets.safe,
      length: 18,
      note: index === 0 ? "首批到货" : "补货",
    });
  }
}

async function makeRules(world: Catalog, products: SeededProduct[]): Promise<void> {
  const manager = at(world, world.staff.manager, world.start);
  const share = (bps: number) => ({ bps, minor: "" });
  const base = { base: "RETAIL" as const, kind: "RATE" as const, poolMinor: "" };
  await createRule(manager, {
    ...base,
    name: "通用佣金",
    target: "ALL",
    poolBps: 1000,
    shares: [share(500), share(300), share(200)],
  });
  const course = { target: "PRODUCT" as const, productId: products[4]!.id };
  await createRule(manager, {
    ...base,
    ...course,
    name: "训练营加码",
    poolBps: 2000,
    shares: [share(1200), share(500), share(300)],
  });
}
