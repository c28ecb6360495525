import { describe, expect } from "vitest";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeStaff, systemCtx } from "#test/factories.ts";
import { makeEarned, makeNetwork } from "#test/redeemed.ts";
import { getStatement, listStatementLines, listStatements, totalStatements } from "./queries.ts";
import { getSettlement, listSettlements } from "./queries-runs.ts";
import { settleDue } from "./settle-due.ts";

const day = (text: string) => new Date(`${text}T12:00:00+08:00`);

/** A seller with one statement of `count` × 1.25, and one of finance. */
async function settled(db: Db, date: string, count = 2) {
  const network = await makeNetwork(db);
  await makeEarned(db, network, count, day(date));
  await settleDue(systemCtx(db, new Date(day(date).getTime() + 86_400_000)));
  const statement = await db.statement.findFirstOrThrow({ where: { distributorId: network.seller.id } });
  return { network, statement, first: ctxOf(db, await makeStaff(db, "FINANCE")) };
}

describe("reading statements", () => {
  test("opening and closing balance come from the books, lines add up", async ({ db }) => {
    const { network, statement, first } = await settled(db, "2026-04-01", 2);
    await makeEarned(db, network, 3, day("2026-04-02"));
    await settleDue(systemCtx(db, day("2026-04-03")));
    const own = ctxOf(db, network.seller.actor);
    const [next] = (await listStatements(own)).items;
    expect(await getStatement(own, next!.id)).toMatchObject({ openingMinor: 250n, totalMinor: 375n, closingMinor: 625n });
    expect(await getStatement(first, statement.id)).toMatchObject({ openingMinor: 0n, closingMinor: 250n });
    const lines = await listStatementLines(own, next!.id);
    expect(lines.items.reduce((sum, line) => sum + line.amountMinor, 0n)).toBe(375n);
    const paged = await listStatementLines(own, next!.id, { limit: 2 });
    const rest = await listStatementLines(own, next!.id, { limit: 2, after: paged.next! });
    expect([...paged.items, ...rest.items]).toEqual(lines.items);
    expect((await totalStatements(own)).PAYABLE).toEqual({ count: 2, netMinor: 625n });
  });

  test("somebody else's statement is not found: by distributors, merchants and staff without the right", async ({ db }) => {
    const { statement, first, network } = await settled(db, "2026-05-01");
    const stranger = ctxOf(db, (await makeDistributor(db)).actor);
    const upline = ctxOf(db, network.top.actor);
    const support = ctxOf(db, await makeStaff(db, "SUPPORT"));
    const merchant = ctxOf(db, { kind: "merchant" as const, id: newId(), name: "店", merchantId: newId() });
    for (const ctx of [stranger, upline, support, merchant]) {
      await expect(getStatement(ctx, statement.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    expect((await listStatementLines(stranger, statement.id)).items).toEqual([]);
    expect((await listStatements(stranger, { distributorId: network.seller.id })).items).toEqual([]);
    await expect(getStatement(first, "not-an-id")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getStatement(ctxOf(db, { kind: "public" }), statement.id)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });

  test("runs with their figures", async ({ db }) => {
    const { statement, first } = await settled(db, "2026-05-03");
    const run = await getSettlement(first, statement.settlementId);
    expect(run).toMatchObject({ statements: 3, lines: 6, totalMinor: 500n, paidMinor: 0n, periodKey: "T1:2026-05-03" });
    const runs = await listSettlements(first);
    expect(runs.items.find((one) => one.id === run.id)).toEqual(run);
    const named = await listStatements(first, { q: `ST-${String(statement.no).padStart(6, "0")}` });
    expect(named.items.map((one) => one.id)).toEqual([statement.id]);
  });
});
