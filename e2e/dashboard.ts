import { expect, type Locator, type Page } from "@playwright/test";
import type { Db } from "#lib/db.ts";
import { dayKey, parseDay, plusDays } from "#lib/time.ts";
import { figure } from "./app.ts";
import { zh } from "./words.ts";

const labels = ["sales", "claims", "redemptions", "frozen", "payable", "paid", "stock", "allotted"] as const;
type Figures = Record<(typeof labels)[number], string>;

/** The figures on the operator's first page, as digits: ¥1,234.50 → 123450. */
export async function readDashboard(page: Page): Promise<Figures> {
  const read = async (label: string) => (await figure(page, zh(`dashboard.${label}`))).replaceAll(/[^\d-]/g, "");
  const entries: [string, string][] = [];
  for (const label of labels) entries.push([label, await read(label)]);
  return Object.fromEntries(entries) as Figures;
}

/** The same counted from the rows themselves; the page reads frozen and payable from the books, so they check each other. */
export async function countAll(db: Db): Promise<Figures> {
  const from = plusDays(parseDay(dayKey(new Date())) as Date, -29); // the page's first choice: 30 days
  const recent = { createdAt: { gte: from } };
  const [bought, recalled, claims, redemptions, frozen, extra, payable, paid, stock, allotted] = await Promise.all([
    db.allotment.aggregate({ where: recent, _sum: { totalMinor: true } }),
    db.recall.aggregate({ where: recent, _sum: { refundMinor: true } }),
    db.claim.count({ where: recent }),
    db.redemption.count({ where: { ...recent, reversedAt: null } }),
    db.commission.aggregate({ where: { status: "FROZEN" }, _sum: { amountMinor: true } }),
    db.adjustment.aggregate({
      where: { status: "APPROVED", statementId: null, amountMinor: { gt: 0 } },
      _sum: { amountMinor: true },
    }),
    db.statement.aggregate({ where: { status: { not: "PAID" } }, _sum: { netMinor: true } }),
    db.statement.aggregate({ where: { status: "PAID" }, _sum: { netMinor: true } }),
    db.voucher.count({ where: { status: "IN_STOCK" } }),
    db.voucher.count({ where: { status: "ALLOTTED" } }),
  ]);
  const sum = (minor: bigint | null) => minor ?? 0n;
  return {
    sales: String(sum(bought._sum.totalMinor) - sum(recalled._sum.refundMinor)),
    claims: String(claims),
    redemptions: String(redemptions),
    frozen: String(sum(frozen._sum.amountMinor) + sum(extra._sum.amountMinor)),
    payable: String(sum(payable._sum.netMinor)),
    paid: String(sum(paid._sum.netMinor)),
    stock: String(stock),
    allotted: String(allotted),
  };
}

/** The operator's first page, with its charts drawn. */
export async function openDashboard(page: Page): Promise<void> {
  await page.goto("/admin");
  await expect(pointsOf(page, zh("dashboard.salesTrendTitle")).first()).toBeAttached();
}

/** What a drawing lets one open. */
export const pointsOf = (page: Page, chart: string): Locator =>
  page.getByRole("group", { name: zh("chart.linked", { title: chart }) }).locator("a[data-x]");

/** A list's own sum. */
export const sumOf = async (page: Page, label: string): Promise<number> =>
  Number((await figure(page, label)).replaceAll(/[^\d-]/g, ""));
