import { mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { type BrowserContext, chromium, devices } from "@playwright/test";
import { localeCookie } from "../i18n/locale.ts";
import { findBrowser } from "./browser.ts";
import { OpsError, runOp, say } from "./say.ts";

/** `npm run shoot -- <path> <out.png> […]`: a full-page screenshot of a running server, with what the page complained about. */
const usage =
  "npm run shoot -- <path> <out.png> [--phone] [--dark] [--lang en] [--login email:password] [--wait ms] [--viewport] — BASE_URL says where";

const phone = {
  ...devices["iPhone 14"],
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  defaultBrowserType: undefined,
};
const desktop = { viewport: { width: 1440, height: 900 } };

/** Signs in as the form does, by its two requests: a page that is being rebuilt cannot lose what was typed. */
async function login({ request }: BrowserContext, base: string, credentials: string): Promise<void> {
  const [email, ...password] = credentials.split(":");
  const { csrfToken } = (await (await request.get(`${base}/api/auth/csrf`)).json()) as { csrfToken: string };
  const form = { csrfToken, email: email ?? "", password: password.join(":"), json: "true" };
  const answer = await request.post(`${base}/api/auth/callback/credentials`, { form, headers: { origin: base } });
  if (!answer.ok()) throw new OpsError(`signing in as ${email} was refused: ${answer.status()}`);
}

async function shoot(context: BrowserContext, base: string, target: string, out: string, values: Values): Promise<number> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on(
    "console",
    (message) => ["error", "warning"].includes(message.type()) && complaints.push(`console ${message.type()}: ${message.text()}`),
  );
  page.on("pageerror", (error) => complaints.push(`page error: ${error.message}`));
  if (values.login) await login(context, base, values.login);
  const response = await page.goto(new URL(target, base).href, { waitUntil: "networkidle", timeout: 60_000 });
  await page.waitForTimeout(Number(values.wait ?? 500));
  mkdirSync(path.dirname(path.resolve(out)), { recursive: true });
  await page.screenshot({ path: out, fullPage: !values.viewport });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (overflow > 0) complaints.push(`the page is ${overflow} px wider than the screen`);
  say(`${response?.status()} ${page.url()} → ${out}`);
  for (const complaint of new Set(complaints)) say(complaint);
  return response?.ok() ? 0 : 1;
}

const options = {
  phone: { type: "boolean" },
  dark: { type: "boolean" },
  viewport: { type: "boolean" },
  lang: { type: "string" },
  login: { type: "string" },
  wait: { type: "string" },
} as const;
type Values = { login?: string; wait?: string; viewport?: boolean };

await runOp(async () => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [target, out] = positionals;
  if (!target || !out) throw new OpsError(usage);
  const base = process.env.BASE_URL ?? "http://127.0.0.1:3000";
  const { env, ...launch } = await findBrowser();
  const browser = await chromium.launch({ ...launch, env });
  try {
    const colorScheme = values.dark ? "dark" : "light";
    const locale = values.lang ?? "zh-CN";
    const context = await browser.newContext({
      ...(values.phone ? phone : desktop),
      colorScheme,
      locale,
      timezoneId: "Asia/Shanghai",
    });
    if (values.lang) await context.addCookies([{ name: localeCookie, value: values.lang, url: base }]);
    return await shoot(context, base, target, out, values);
  } catch (error) {
    if (error instanceof OpsError) throw error;
    throw new OpsError((error as Error).message.split("\n")[0] ?? "failed");
  } finally {
    await browser.close();
  }
});
