import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, test as base, devices, expect, type Page } from "@playwright/test";
import { createDb, type Db } from "#lib/db.ts";
import { enter } from "./app.ts";

type Fixtures = {
  /** A browser of its own for one more person of the story, signed in already when an email is given. */
  as: (email?: string, password?: string) => Promise<Page>;
  /** A phone beside the desktop, with its own cookies: a consumer while `page` is the operator. */
  phone: Page;
  /** Every page of the test must be free of script errors and refused resources. */
  quiet: undefined;
};

/** Console noise that is the browser's report of an answer the test itself asks for (a 404 page, a refused form), or of Playwright's own script
 * kept out of the frame that shows a mail. */
const expected =
  /Failed to load resource: the server responded with a status of 4\d\d|Blocked script execution in 'about:srcdoc'/;

function listen(page: Page, complaints: string[]): void {
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !expected.test(message.text())) complaints.push(`${page.url()}: ${message.text()}`);
  });
}

export const test = base.extend<Fixtures, { db: Db }>({
  db: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter to know what a fixture needs
    async ({}, use) => {
      const db = createDb(process.env.DATABASE_URL ?? "", { poolSize: 4 });
      await use(db);
      await db.$disconnect();
    },
    { scope: "worker" },
  ],
  as: async ({ browser }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (email, password) => {
      const context = await browser.newContext();
      opened.push(context);
      const page = await context.newPage();
      if (email) await enter(page, email, password);
      return page;
    });
    for (const context of opened) await context.close();
  },
  phone: async ({ browser, baseURL }, use) => {
    const context = await browser.newContext({
      ...devices["Pixel 7"],
      viewport: { width: 390, height: 844 },
      baseURL,
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
    });
    await use(await context.newPage());
    await context.close();
  },
  quiet: [
    async ({ context, browser }, use) => {
      const complaints: string[] = [];
      const watch = (page: Page) => listen(page, complaints);
      context.on("page", watch);
      browser.on("context", (other) => other.on("page", watch));
      await use(undefined);
      expect(complaints, "errors in the browser's console").toEqual([]);
    },
    { auto: true },
  ],
});

/** No serious fault by axe: names, contrast, structure. Soft: the journey goes on and tells of every page it meets. */
export async function expectAccessible(page: Page): Promise<void> {
  // Legacy: without a blank page per look, and not inside the frame of a mail, where no script may run.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const { violations } = await axe.analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const faults = serious.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => node.html).join("\n")}`);
  expect.soft(faults, page.url()).toEqual([]);
}

export { expect };
