import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Browser, type BrowserContext, chromium, devices, type Page } from "@playwright/test";
import iconv from "iconv-lite";
import sharp from "sharp";
import { isPhone, type ScreenName, screenFile } from "../i18n/guides/guide.ts";
import { localeCookie, locales } from "../i18n/locale.ts";
import { findBrowser } from "./browser.ts";
import { root } from "./paths.ts";
import { OpsError, runOp, say } from "./say.ts";

/*
 * `npm run screens [-- name …]`: takes the pictures of public/screens anew from a running demo (BASE_URL says where), in both
 * languages, light and dark. On a fresh demo: the pictures show what is there.
 */
const base = process.env.BASE_URL ?? "http://127.0.0.1:3000";
const password = "kayisu-demo-2026";
const patient = { waitUntil: "networkidle", timeout: 90_000 } as const;
const frames = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { ...devices["iPhone 14"], viewport: { width: 390, height: 780 }, deviceScaleFactor: 2, defaultBrowserType: undefined },
};
const quality = { dashboard: 76, vouchers: 64 } as Partial<Record<ScreenName, number>>;

const openContext = (browser: Browser, frame: keyof typeof frames) =>
  browser.newContext({ ...frames[frame], locale: "zh-CN", timezoneId: "Asia/Shanghai", reducedMotion: "reduce" });

async function login({ request }: BrowserContext, name: string): Promise<void> {
  const { csrfToken } = (await (await request.get(`${base}/api/auth/csrf`)).json()) as { csrfToken: string };
  const form = { csrfToken, email: `${name}@demo.kayisu`, password, json: "true" };
  const answer = await request.post(`${base}/api/auth/callback/credentials`, {
    form,
    headers: { origin: base },
    timeout: 90_000,
  });
  if (!answer.ok()) throw new OpsError(`${name} cannot sign in: this needs the demo's logins`);
}

async function snap(page: Page, name: ScreenName, prepare?: (page: Page) => Promise<void>): Promise<void> {
  for (const locale of locales) {
    for (const dark of [false, true]) {
      await page.context().addCookies([{ name: localeCookie, value: locale, url: base }]);
      await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
      await page.reload(patient);
      await page.addStyleTag({ content: "nextjs-portal { display: none } * { caret-color: transparent !important }" });
      await prepare?.(page);
      await page.waitForTimeout(900); // charts draw themselves
      const file = path.join(root, "public", screenFile(name, locale, dark));
      const picture = sharp(await page.screenshot()).resize(isPhone(name) ? 600 : 1280);
      await picture.webp({ quality: quality[name] ?? 72, effort: 6 }).toFile(file);
    }
  }
  say(`${name} taken`);
}

type Desk = { user: string; path: string };
const desks: Partial<Record<ScreenName, Desk>> = {
  dashboard: { user: "owner", path: "/admin" },
  vouchers: { user: "owner", path: "/admin/vouchers?status=REDEEMED" },
  stock: { user: "owner", path: "/admin/stock" },
  portal: { user: "lin", path: "/distributor" },
  settlement: { user: "finance", path: "/admin/settlement" },
  ledger: { user: "finance", path: "/admin/ledger" },
};

async function takeDesk(browser: Browser, name: ScreenName, desk: Desk): Promise<void> {
  const context = await openContext(browser, "desktop");
  await login(context, desk.user);
  const page = await context.newPage();
  const answer = await page.goto(base + desk.path, patient);
  if (!answer?.ok()) throw new OpsError(`${desk.path} answered ${answer?.status()}`);
  await snap(page, name);
  await context.close();
}

const importName = "供应商-11月-影视月卡.csv";

/** A supplier's file in GBK with all that can be wrong with one. */
function supplierFile(): Buffer {
  const code = () => Math.random().toString(36).slice(2, 14).toUpperCase().padEnd(12, "7");
  const codes = Array.from({ length: 1180 }, code);
  const rows = [
    ...codes.map((one) => [one, "2027-06-30"]),
    ...codes.slice(0, 14).map((one) => [one, "2027-06-30"]),
    ...Array.from({ length: 9 }, (_, i) => [`6.${20 + i}E+15`, "2027-06-30"]),
    ...Array.from({ length: 3 }, () => [code(), "2025-01-31"]),
    ["", "2027-06-30"],
  ];
  const lines = rows.map(([one, until], i) => `${one},NO${100_000 + i},${until}`);
  return iconv.encode(["卡密,卡号,有效期", ...lines].join("\r\n"), "gb18030");
}

/** The result page of such a file; an earlier run's when there is one. */
async function takeImport(browser: Browser): Promise<void> {
  const context = await openContext(browser, "desktop");
  await login(context, "manager");
  const page = await context.newPage();
  await page.goto(`${base}/admin/batches?source=IMPORT`, patient);
  const earlier = page.locator('main a[href^="/admin/batches/"]').filter({ hasText: importName }).first();
  if ((await earlier.count()) > 0) await page.goto(base + (await earlier.getAttribute("href")), patient);
  else await importSupplierFile(page);
  await snap(page, "import");
  await context.close();
}

async function importSupplierFile(page: Page): Promise<void> {
  await page.goto(`${base}/admin/products?q=影视会员月卡`, patient);
  const product = await page
    .locator('main a[href^="/admin/products/"]')
    .filter({ hasText: "影视会员月卡" })
    .first()
    .getAttribute("href");
  await page.goto(`${base}/admin/batches/import?productId=${product?.split("/").at(-1)}`, patient);
  await page.setInputFiles('input[type="file"]', { name: importName, mimeType: "text/csv", buffer: supplierFile() });
  await page.getByRole("button", { name: "上传", exact: true }).click();
  await page.getByRole("button", { name: "开始导入" }).click({ timeout: 90_000 });
  await page.getByRole("link", { name: "下载报告" }).waitFor({ timeout: 90_000 });
}

/** The addresses of lin's open links of a product that ask for no phone. */
async function linkOf(browser: Browser, product: string): Promise<string> {
  const context = await openContext(browser, "desktop");
  await login(context, "lin");
  const page = await context.newPage();
  await page.goto(`${base}/distributor/links?state=OPEN`, patient);
  const links = await page
    .locator('main a[href^="/distributor/links/"]')
    .filter({ hasText: product })
    .evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
  for (const href of links.filter((one) => /[0-9a-f-]{36}$/.test(one)).reverse()) {
    await page.goto(base + href, patient);
    const token = /\/c\/([\w-]{22})/.exec(await page.content())?.[1];
    await page.goto(`${base}/c/${token}`, patient);
    if ((await page.getByRole("button", { name: "立即领取" }).count()) > 0) {
      await context.close();
      return `/c/${token}`;
    }
  }
  throw new OpsError(`lin has no open link of ${product}`);
}

async function claim(page: Page, link: string): Promise<void> {
  await page.context().addCookies([{ name: localeCookie, value: "zh-CN", url: base }]);
  await page.goto(base + link, patient);
  await page.getByRole("button", { name: "立即领取" }).click();
  await page.waitForTimeout(2_500);
  await page.goto(`${base}/v`, patient);
  await page.goto(base + (await page.locator('a[href^="/v/"]').first().getAttribute("href")), patient);
}

async function takePhones(browser: Browser, wanted: (name: ScreenName) => boolean): Promise<void> {
  const context = await openContext(browser, "phone");
  const page = await context.newPage();
  if (wanted("claim") || wanted("voucher")) {
    const link = await linkOf(browser, "影视会员月卡");
    await page.goto(base + link, patient);
    if (wanted("claim")) await snap(page, "claim");
    await claim(page, link);
    if (wanted("voucher")) await snap(page, "voucher");
  }
  if (wanted("store")) await takeStore(browser, page);
  await context.close();
}

/** The desk's answer to a pass just made. Not redeemed: the same pass serves all four pictures. */
async function takeStore(browser: Browser, consumer: Page): Promise<void> {
  await claim(consumer, await linkOf(browser, "2D 通兑电影票"));
  await consumer.getByRole("button", { name: "到店出示" }).click();
  await consumer.waitForTimeout(2_500);
  const shown = await consumer
    .getByText(/^\d{4}\s?\d{4}$/)
    .first()
    .textContent();
  const digits = (shown ?? "").replaceAll(/\s/g, "");
  const context = await openContext(browser, "phone");
  await login(context, "store");
  const desk = await context.newPage();
  await desk.goto(`${base}/store`, patient);
  await snap(desk, "store", async (page) => {
    const field = page.locator('main input:not([type="hidden"])').first();
    await field.fill(digits);
    await field.press("Enter");
    await page.waitForTimeout(2_000);
  });
  await context.close();
}

const inlined = (file: string) => `data:image/webp;base64,${readFileSync(path.join(root, "public", file)).toString("base64")}`;

/** What a shared link shows: the promise beside the pictures just taken. */
const shareCard = () => `<style>
  body { margin: 0; overflow: hidden; background: #f7f8fa; color: #14171f; font-family: "Noto Sans CJK SC", "Noto Sans SC", sans-serif }
  body > * { position: absolute; left: 72px } img { border: 1px solid #e2e5ea; box-shadow: 0 20px 50px -10px rgb(16 19 26 / .25) }
</style>
<div style="top:72px;display:flex;align-items:center;gap:18px;font-size:34px;font-weight:700">
  <svg width="60" height="60" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#3454d1"/>
    <path d="M8 9.5h16v4a2.5 2.5 0 0 0 0 5v4H8v-4a2.5 2.5 0 0 0 0-5z" fill="none" stroke="#fff" stroke-width="2" stroke-linejoin="round"/>
    <path d="m17.2 11.6-4 5h3.2l-1.6 4 4.2-5.2h-3.3z" fill="#fff"/></svg>卡易速 Kayisu</div>
<div style="top:178px;font-size:58px;line-height:1.22;font-weight:700;letter-spacing:-1px">卡券分销，<br>从入库到分佣<br>都算得清</div>
<div style="top:430px;width:430px;font-size:25px;line-height:1.45;color:#58616f">Voucher distribution that adds up, from stock to commission</div>
<img src="${inlined(screenFile("dashboard", "zh-CN"))}" style="left:560px;top:96px;width:820px;border-radius:14px">
<img src="${inlined(screenFile("claim", "zh-CN"))}" style="left:960px;top:190px;width:196px;border-radius:26px;border-width:6px">`;

async function takeShareCard(browser: Browser): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 630 } });
  await page.setContent(shareCard());
  await page.waitForTimeout(500);
  const target = path.join(root, "public/og.png");
  await sharp(await page.screenshot())
    .png({ palette: true, colours: 128, effort: 10 })
    .toFile(target);
}

await runOp(async () => {
  const named = process.argv.slice(2);
  const wanted = (name: ScreenName) => named.length === 0 || named.includes(name);
  mkdirSync(path.join(root, "public/screens"), { recursive: true });
  const { env, ...launch } = await findBrowser();
  const browser = await chromium.launch({ ...launch, env });
  try {
    for (const [name, desk] of Object.entries(desks) as [ScreenName, Desk][])
      if (wanted(name)) await takeDesk(browser, name, desk);
    if (wanted("import")) await takeImport(browser);
    await takePhones(browser, wanted);
    await takeShareCard(browser);
    return 0;
  } finally {
    await browser.close();
  }
});
