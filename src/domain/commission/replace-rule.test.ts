import { describe, expect } from "vitest";
import { newId } from "#lib/ids.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeProduct, makeStaff, systemCtx } from "#test/factories.ts";
import { accrueAll, makeEarned, makeNetwork, makeRedeemed } from "#test/redeemed.ts";
import { archiveRule } from "./archive-rule.ts";
import { createRule } from "./create-rule.ts";
import { listCommissions, listOwnCommissions, totalOwnCommissions } from "./queries.ts";
import { getRule, listRules, quoteCommissions } from "./queries-rules.ts";
import { replaceRule } from "./replace-rule.ts";
import type { RuleInput } from "./schema.ts";
import { switchRule } from "./switch-rule.ts";

const share = (bps: number | null) => ({ bps, minor: "" });
const input = (change: Partial<RuleInput> = {}): RuleInput => ({
  ...{ name: "新规则", target: "ALL", base: "RETAIL", kind: "RATE", poolBps: 1000, poolMinor: "" },
  shares: [share(500), share(300)],
  ...change,
});

describe("rules", () => {
  test("are refused with the reason: over the pool, too deep, nothing, an unknown product, a role without the right", async ({
    db,
  }) => {
    const manager = ctxOf(db, await makeStaff(db, "MANAGER"));
    await expect(createRule(manager, input({ poolBps: 799 }))).rejects.toMatchObject({ code: "POOL_EXCEEDED" });
    const four = input({ shares: [share(1), share(1), share(1), share(1)] });
    await expect(createRule(manager, four)).rejects.toMatchObject({ code: "DEPTH_EXCEEDED" });
    await expect(createRule(manager, input({ shares: [share(0)] }))).rejects.toMatchObject({ code: "INVALID_INPUT" });
    const unknown = input({ target: "PRODUCT", productId: newId() });
    await expect(createRule(manager, unknown)).rejects.toMatchObject({ details: { fields: { productId: "NOT_FOUND" } } });
    const finance = ctxOf(db, await makeStaff(db, "FINANCE"));
    expect(() => createRule(finance, input())).toThrow("FORBIDDEN");
  });

  test("an edit is a new version; what was earned keeps its rule, and only one of two editors wins", async ({ db }) => {
    const network = await makeNetwork(db);
    const [redemption] = await makeEarned(db, network, 1);
    const manager = ctxOf(db, await makeStaff(db, "MANAGER"));
    const change = { ...input({ target: "PRODUCT", productId: network.product.id, shares: [share(100)] }), id: network.rule.id };
    const answers = await Promise.allSettled([replaceRule(manager, change), replaceRule(manager, change)]);
    const won = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value.id] : []));
    expect(won).toHaveLength(1);
    const old = await getRule(manager, network.rule.id);
    expect(old).toMatchObject({ active: false, replacedBy: won[0], earnedCount: 3, earnedMinor: 250n });
    expect((await getRule(manager, won[0]!)).previous.map((one) => one.id)).toEqual([old.id]);
    const rows = await db.commission.findMany({ where: { redemptionId: redemption!.id } });
    expect(rows.map((row) => row.ruleId)).toEqual([old.id, old.id, old.id]);
    const [next] = await makeEarned(db, network, 1);
    expect(await db.commission.findMany({ where: { redemptionId: next!.id } })).toMatchObject([{ amountMinor: 25n }]);
    expect(await db.auditEntry.count({ where: { action: "commissionRule.replace" } })).toBe(1);
  });

  test("switched off and archived rules pay nothing; an archived one cannot come back", async ({ db }) => {
    const network = await makeNetwork(db);
    const manager = ctxOf(db, await makeStaff(db, "MANAGER"));
    await switchRule(manager, { id: network.rule.id, active: false });
    const { seller, product } = network;
    expect((await quoteCommissions(manager, { productId: product.id, distributorId: seller.id })).rule).toBeNull();
    await archiveRule(manager, { id: network.rule.id });
    await expect(switchRule(manager, { id: network.rule.id, active: true })).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await listRules(manager)).map((rule) => rule.id)).not.toContain(network.rule.id);
    expect((await listRules(manager, { archived: true })).map((rule) => rule.id)).toContain(network.rule.id);
  });

  test("the calculator says what accrual then does, and why the others lost", async ({ db }) => {
    const network = await makeNetwork(db);
    const manager = ctxOf(db, await makeStaff(db, "MANAGER"));
    const { id: general } = await createRule(manager, input());
    const quote = await quoteCommissions(manager, {
      ...{ productId: network.product.id, distributorId: network.seller.id, quantity: 10 },
    });
    expect(quote.rule?.id).toBe(network.rule.id);
    expect(quote.others.find((rule) => rule.id === general)?.why).toBe("LESS_SPECIFIC");
    expect(quote.paidMinor).toBe(2500n);
    const [redemption] = await makeEarned(db, network, 1);
    const rows = await db.commission.findMany({ where: { redemptionId: redemption!.id }, orderBy: { depth: "asc" } });
    expect(rows.map((row) => [row.distributorId, row.amountMinor])).toEqual(
      quote.lines.map((line) => [line.distributorId, line.amountMinor]),
    );
    const other = await makeProduct(db);
    const fallback = await quoteCommissions(manager, { productId: other.id, distributorId: network.seller.id });
    expect(fallback.rule?.id).toBe(general);
    await archiveRule(manager, { id: general });
  });
});

describe("lists", () => {
  test("a distributor sees its own commissions and nobody else's", async ({ db }) => {
    const network = await makeNetwork(db);
    const redemptions = await makeRedeemed(db, { distributorId: network.seller.id, productId: network.product.id, count: 5 });
    await accrueAll(
      systemCtx(db),
      redemptions.map((one) => one.id),
    );
    const top = ctxOf(db, network.top.actor);
    const mine = await listOwnCommissions(top, { distributorId: network.seller.id });
    expect(mine.items).toHaveLength(5);
    expect(new Set(mine.items.map((row) => row.distributorId))).toEqual(new Set([network.top.id]));
    expect((await totalOwnCommissions(top)).FROZEN).toEqual({ count: 5, totalMinor: 250n });
    expect(() => listCommissions(top)).toThrow("FORBIDDEN");
    const support = ctxOf(db, await makeStaff(db, "SUPPORT"));
    expect(() => listCommissions(support)).toThrow("FORBIDDEN");
    expect(() => listOwnCommissions(support)).toThrow("FORBIDDEN");
  });

  test("keyset pages add up, and filters narrow", async ({ db }) => {
    const network = await makeNetwork(db);
    await makeEarned(db, network, 4);
    const auditor = ctxOf(db, await makeStaff(db, "AUDITOR"));
    const filter = { productId: network.product.id, limit: 5 };
    const first = await listCommissions(auditor, filter);
    const second = await listCommissions(auditor, { ...filter, after: first.next! });
    const third = await listCommissions(auditor, { ...filter, after: second.next! });
    const ids = [...first.items, ...second.items, ...third.items].map((row) => row.id);
    expect(new Set(ids).size).toBe(12);
    expect(third.next).toBeNull();
    expect((await listCommissions(auditor, { ...filter, depth: 2 })).items).toHaveLength(4);
    expect((await listCommissions(auditor, { ...filter, q: network.middle.name })).items).toHaveLength(4);
    expect((await listCommissions(auditor, { ...filter, q: "%" })).items).toHaveLength(0);
  });
});
