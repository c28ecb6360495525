import { expect } from "vitest";
import { balancesOf } from "#domain/ledger/queries.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeStaff } from "#test/factories.ts";
import { approveAdjustment } from "./approve-adjustment.ts";
import { countRequested, listAdjustments } from "./queries.ts";
import { rejectAdjustment } from "./reject-adjustment.ts";
import { requestAdjustment } from "./request-adjustment.ts";

const books = async (db: Db, id: string) => (await balancesOf({ db }, [id])).get(id)!;

async function requested(db: Db, sign: "PLUS" | "MINUS" = "PLUS", amountMinor = "500") {
  const distributor = await makeDistributor(db);
  const [first, second] = [ctxOf(db, await makeStaff(db, "FINANCE")), ctxOf(db, await makeStaff(db, "FINANCE"))];
  const { id } = await requestAdjustment(first, { distributorId: distributor.id, sign, amountMinor, reason: "活动奖励" });
  return { distributor, first, second, id };
}

test("one asks, another approves, exactly once under many clicks", async ({ db }) => {
  const { distributor, first, second, id } = await requested(db);
  expect(await countRequested(first)).toBe(1);
  expect(await books(db, distributor.id)).toMatchObject({ frozenMinor: 0n });
  await expect(approveAdjustment(first, { id })).rejects.toMatchObject({ code: "SECOND_PERSON_REQUIRED" });
  const clicks = await Promise.allSettled(Array.from({ length: 6 }, () => approveAdjustment(second, { id })));
  expect(clicks.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  expect(await books(db, distributor.id)).toMatchObject({ frozenMinor: 500n, receivableMinor: 0n });
  const [row] = (await listAdjustments(second, { distributorId: distributor.id })).items;
  expect(row).toMatchObject({
    status: "APPROVED",
    amountMinor: 500n,
    requestedByName: first.actor.name,
    decidedByName: second.actor.name,
  });
});

test("against him it is owed at once", async ({ db }) => {
  const { distributor, second, id } = await requested(db, "MINUS", "900");
  await approveAdjustment(second, { id });
  expect(await books(db, distributor.id)).toMatchObject({ frozenMinor: 0n, receivableMinor: 900n });
});

test("approved and rejected at the same moment: one of the two; a rejected one moves nothing", async ({ db }) => {
  const { distributor, second, first, id } = await requested(db);
  const answers = await Promise.allSettled([
    approveAdjustment(second, { id }),
    rejectAdjustment(first, { id, reason: "写错了" }),
  ]);
  expect(answers.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  const approved = answers[0]!.status === "fulfilled";
  expect(await books(db, distributor.id)).toMatchObject({ frozenMinor: approved ? 500n : 0n });
});

test("who may ask, approve and read", async ({ db }) => {
  const { distributor, id } = await requested(db);
  const input = { distributorId: distributor.id, sign: "PLUS" as const, amountMinor: "100", reason: "奖励" };
  const manager = ctxOf(db, await makeStaff(db, "MANAGER"));
  const own = await requestAdjustment(manager, input);
  expect(() => approveAdjustment(manager, { id })).toThrow("FORBIDDEN");
  await expect(rejectAdjustment(manager, { id, reason: "不同意" })).rejects.toThrow("FORBIDDEN");
  await rejectAdjustment(manager, { id: own.id, reason: "写错了" });
  for (const role of ["SUPPORT", "AUDITOR"] as const) {
    const ctx = ctxOf(db, await makeStaff(db, role));
    expect(() => requestAdjustment(ctx, input)).toThrow("FORBIDDEN");
  }
  expect(() => requestAdjustment(ctxOf(db, distributor.actor), input)).toThrow("FORBIDDEN");
  await expect(requestAdjustment(manager, { ...input, distributorId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(() => requestAdjustment(manager, { ...input, amountMinor: "0" })).toThrow();
  const seen = await listAdjustments(ctxOf(db, distributor.actor), { distributorId: (await makeDistributor(db)).id });
  expect(seen.items).toEqual([]); // none of his is approved, and nobody else's is his to see
});
