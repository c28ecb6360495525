import { expect } from "vitest";
import { test } from "#test/database.ts";
import { ctxOf, makeStaff } from "#test/factories.ts";
import { makeEarned, makeManyEarned, makeNetwork } from "#test/redeemed.ts";
import { exportCommissions } from "./export-commissions.ts";
import type { CommissionRow } from "./queries.ts";

async function read(pages: AsyncIterable<CommissionRow[]>): Promise<CommissionRow[]> {
  const all = [];
  for await (const page of pages) all.push(...page);
  return all;
}

test("every row once, page by page; the trace stands before the first row leaves", async ({ db }) => {
  await makeManyEarned(db, { sellers: 21, each: 100, at: new Date() });
  const finance = await makeStaff(db, "FINANCE");
  const trace = { actorId: finance.id, action: "commission.export" };
  const pages = await exportCommissions(ctxOf(db, finance), { status: "FROZEN" });
  expect(await db.auditEntry.findMany({ where: trace })).toMatchObject([
    { subjectType: "commission", after: { status: "FROZEN" } },
  ]);
  const first = await pages.next();
  expect(first.value).toHaveLength(1_000);
  const all = [...(first.value as CommissionRow[]), ...(await read(pages))];
  const where = { status: "FROZEN" as const };
  expect(new Set(all.map((row) => row.id)).size).toBe(await db.commission.count({ where }));
  expect(all).toHaveLength(await db.commission.count({ where }));
});

test("a distributor takes out its own only, and that is in the log too; support takes nothing", async ({ db }) => {
  const network = await makeNetwork(db);
  await makeEarned(db, network, 2);
  const { actor } = network.middle;
  const own = await read(await exportCommissions(ctxOf(db, actor), { distributorId: network.seller.id }));
  expect(own.map((row) => row.distributorId)).toEqual([network.middle.id, network.middle.id]);
  const where = { action: "commission.export", subjectType: "distributor", subjectId: network.middle.id };
  expect(await db.auditEntry.count({ where })).toBe(1);
  const support = await makeStaff(db, "SUPPORT");
  await expect(exportCommissions(ctxOf(db, support))).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await db.auditEntry.count({ where: { actorId: support.id } })).toBe(0);
});
