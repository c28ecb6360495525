import { expect } from "vitest";
import { postTransaction } from "#domain/ledger/post-transaction.ts";
import { inTransaction } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeAllotment, makeDistributor, makeProduct, makeStaff, systemCtx } from "#test/factories.ts";
import { getDistributor, listDistributors } from "./queries.ts";
import { listMovements } from "./queries-balance.ts";
import { getNetwork, listChildren } from "./queries-network.ts";
import { getHome, getResults } from "./queries-results.ts";

test("the list filters, sorts and pages, with figures of each distributor", async ({ db }) => {
  const owner = ctxOf(db, await makeStaff(db, "AUDITOR"));
  const top = await makeDistributor(db, { prepaidMinor: 5_000n });
  const low = await makeDistributor(db, { uplineId: top.id, levelId: top.levelId, prepaidMinor: 700n });
  const product = await makeProduct(db);
  await makeAllotment(db, { distributorId: low.id, productId: product.id, quantity: 3, unitPriceMinor: 1_000n });
  const mine = { levelId: top.levelId };
  const byBalance = await listDistributors(owner, { ...mine, sort: "balance" });
  expect(byBalance.items.map((row) => [row.id, row.balanceMinor, row.downline, row.salesMinor])).toEqual([
    [top.id, 5_000n, 1, 0n],
    [low.id, 700n, 0, 3_000n],
  ]);
  expect((await listDistributors(owner, { ...mine, sort: "sales" })).items[0]?.id).toBe(low.id);
  expect((await listDistributors(owner, { ...mine, uplineId: top.id })).total).toBe(1);
  expect((await listDistributors(owner, { ...mine, uplineId: "none" })).items[0]?.id).toBe(top.id);
  expect((await listDistributors(owner, { ...mine, q: low.name })).items).toMatchObject([{ id: low.id, uplineName: top.name }]);
  expect((await listDistributors(owner, { ...mine, q: "%" })).total).toBe(0);
  const second = await listDistributors(owner, { ...mine, pageSize: 1, page: 2, sort: "created", dir: "asc" });
  expect(second).toMatchObject({ total: 2, items: [{ id: low.id }] });
  await expect(listDistributors(ctxOf(db, top.actor), {})).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await getDistributor(owner, low.id)).toMatchObject({ prepaidMinor: 700n, upline: { id: top.id } });
  await expect(getDistributor(owner, newId())).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a distributor sees his own tree and nobody else's", async ({ db }) => {
  const a = await makeDistributor(db);
  const b = await makeDistributor(db, { uplineId: a.id });
  const c = await makeDistributor(db, { uplineId: b.id });
  const stranger = await makeDistributor(db);
  const own = await getNetwork(ctxOf(db, b.actor), a.id);
  expect(own.members.map((member) => member.id)).toEqual([b.id, c.id]);
  expect(own).toMatchObject({ people: 2, deepest: 2, truncated: false });
  expect(own.members[1]).toMatchObject({ earnedMinor: 0n, salesMinor: 0n, redeemed: 0 });
  const whole = await getNetwork(ctxOf(db, await makeStaff(db)), a.id);
  expect(whole.members.map((member) => [member.id, member.directCount])).toEqual([
    [a.id, 1],
    [b.id, 1],
    [c.id, 0],
  ]);
  expect(await listChildren(ctxOf(db, a.actor), { parentId: b.id })).toMatchObject([{ id: c.id, earnedMinor: 0n }]);
  await expect(listChildren(ctxOf(db, b.actor), { parentId: a.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(listChildren(ctxOf(db, stranger.actor), { parentId: b.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("every movement with the balance after it; a distributor's own only", async ({ db }) => {
  const d = await makeDistributor(db, { prepaidMinor: 1_000n });
  const other = await makeDistributor(db, { prepaidMinor: 9n });
  await inTransaction(systemCtx(db), (tx) =>
    postTransaction(tx, {
      kind: "purchase",
      reference: newId(),
      lines: [
        { account: { kind: "PREPAID", ownerId: d.id }, debitMinor: 400n },
        { account: { kind: "SALES" }, creditMinor: 400n },
      ],
    }),
  );
  const mine = ctxOf(db, d.actor);
  const all = await listMovements(mine, { distributorId: other.id });
  expect(all.items.map((row) => [row.kind, row.amountMinor, row.balanceAfterMinor])).toEqual([
    ["purchase", -400n, 600n],
    ["topup", 1_000n, 1_000n],
  ]);
  const first = await listMovements(mine, { limit: 1 });
  expect(await listMovements(mine, { limit: 1, after: first.next ?? undefined })).toMatchObject({
    items: [{ kind: "topup" }],
    next: null,
  });
  expect((await listMovements(mine, { kind: "topup" })).items).toHaveLength(1);
  expect((await listMovements(mine, { kind: "other" })).items).toHaveLength(0);
  const staff = ctxOf(db, await makeStaff(db, "SUPPORT"));
  expect((await listMovements(staff, { distributorId: other.id })).items).toHaveLength(1);
});

test("results and the portal's first page read on an empty and a working distributor", async ({ db }) => {
  const d = await makeDistributor(db, { prepaidMinor: 50n });
  const product = await makeProduct(db);
  await makeAllotment(db, { distributorId: d.id, productId: product.id, quantity: 4, unitPriceMinor: 10n });
  const months = await getResults(ctxOf(db, await makeStaff(db)), d.id);
  expect(months).toHaveLength(6);
  expect(months[5]).toMatchObject({ boughtMinor: 40n, claims: 0, redemptions: 0, commissionMinor: 0n });
  const home = await getHome(ctxOf(db, d.actor));
  expect(home).toMatchObject({ prepaidMinor: 50n, left: 4, inLinks: 0, done: { purchase: true, link: false } });
  expect(home.activity).toMatchObject([{ kind: "purchase", quantity: 4 }]);
  await expect(getHome(ctxOf(db, await makeStaff(db)))).rejects.toMatchObject({ code: "FORBIDDEN" });
});
