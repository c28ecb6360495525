import { expect } from "vitest";
import { makeMerchant } from "#test/claimed.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeStaff } from "#test/factories.ts";
import { makeEarned, makeManyEarned, makeNetwork } from "#test/redeemed.ts";
import { exportRedemptions } from "./export-redemptions.ts";

test("every row once with its seller and commission, page by page; the trace stands before the first row leaves", async ({
  db,
}) => {
  await makeManyEarned(db, { sellers: 21, each: 100, at: new Date() });
  const network = await makeNetwork(db);
  const [redemption] = await makeEarned(db, network, 1);
  const auditor = await makeStaff(db, "AUDITOR");
  const pages = await exportRedemptions(ctxOf(db, auditor), { state: "valid" });
  const trace = { actorId: auditor.id, action: "redemption.export" };
  expect(await db.auditEntry.findMany({ where: trace })).toMatchObject([{ after: { state: "valid" } }]);
  const rows = [];
  for await (const page of pages) {
    expect(page.length).toBeLessThanOrEqual(2_000);
    rows.push(...page);
  }
  expect(rows).toHaveLength(2_101);
  expect(new Set(rows.map((row) => row.id)).size).toBe(2_101);
  const found = rows.find((row) => row.id === redemption!.id);
  expect(found).toMatchObject({ distributorName: network.seller.name, commissionMinor: 250n });
});

test("a merchant takes nothing, and what was refused is not in the log as done", async ({ db }) => {
  const { actor } = await makeMerchant(db, []);
  await expect(exportRedemptions(ctxOf(db, actor), {})).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await db.auditEntry.count({ where: { actorId: actor.id } })).toBe(0);
});
