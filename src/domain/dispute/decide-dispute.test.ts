import { describe, expect } from "vitest";
import { approveAdjustment } from "#domain/adjustment/approve-adjustment.ts";
import { balancesOf } from "#domain/ledger/queries.ts";
import { settleDue } from "#domain/settlement/settle-due.ts";
import type { Actor, Ctx } from "#lib/context.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeStaff, systemCtx } from "#test/factories.ts";
import { makeEarned, makeNetwork, undoRedemption } from "#test/redeemed.ts";
import { decideDispute } from "./decide-dispute.ts";
import { openDispute } from "./open-dispute.ts";
import { countDisputes, getDispute, listDisputes } from "./queries.ts";
import { replyDispute } from "./reply-dispute.ts";
import { withdrawDispute } from "./withdraw-dispute.ts";

const day = (text: string) => new Date(`${text}T12:00:00+08:00`);
const books = async (db: Db, id: string) => (await balancesOf({ db }, [id])).get(id)!;
const statements = (db: Db, distributorId: string) =>
  db.statement.findMany({ where: { distributorId }, orderBy: { id: "asc" }, include: { commissions: true } });

const later = <A extends Actor>(ctx: Ctx<A>, minutes: number): Ctx<A> => ({
  ...ctx,
  now: new Date(ctx.now.getTime() + minutes * 60_000),
});

/** A seller with a statement of `count` × 1.25, and what he needs to contest a line of it. */
async function settled(db: Db, date: string, count = 3) {
  const network = await makeNetwork(db);
  await makeEarned(db, network, count, day(date));
  const next = new Date(day(date).getTime() + 86_400_000);
  await settleDue(systemCtx(db, next));
  const [statement] = await statements(db, network.seller.id);
  const own = ctxOf(db, network.seller.actor, next);
  const finance = ctxOf(db, await makeStaff(db, "FINANCE"), next);
  const contest = (line = 0) =>
    openDispute(own, { statementId: statement!.id, commissionId: statement!.commissions[line]!.id, text: "单价不对" });
  return { network, statement: statement!, own, finance, contest, next };
}

describe("opening", () => {
  test("freezes just that line; the statement is its next revision; staff get a mail", async ({ db }) => {
    const { network, statement, own, contest } = await settled(db, "2026-03-01");
    const finance = await makeStaff(db, "FINANCE");
    const { id } = await contest();
    const [after] = await statements(db, network.seller.id);
    expect(after).toMatchObject({ totalMinor: 250n, netMinor: 250n, closingMinor: 250n, lineCount: 2, revision: 2 });
    expect(await books(db, network.seller.id)).toMatchObject({ frozenMinor: 125n, payableMinor: 250n });
    const line = await db.commission.findUniqueOrThrow({ where: { id: statement.commissions[0]!.id } });
    expect(line).toMatchObject({ status: "FROZEN", statementId: null });
    const { email } = await db.user.findUniqueOrThrow({ where: { id: finance.id } });
    expect(await db.message.count({ where: { template: "dispute.opened", recipient: email } })).toBe(1);
    expect(await getDispute(own, id)).toMatchObject({ status: "OPEN", amountMinor: 125n, messages: [{ text: "单价不对" }] });
    await expect(contest()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("many clicks open one", async ({ db }) => {
    const { contest } = await settled(db, "2026-03-03");
    const answers = await Promise.allSettled([contest(), contest(), contest(), contest()]);
    expect(answers.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  });

  test("not while it is being paid, not of somebody else, not what was taken back", async ({ db }) => {
    const { statement, own, contest, next } = await settled(db, "2026-03-05");
    const input = { statementId: statement.id, commissionId: statement.commissions[0]!.id, text: "不对" };
    const stranger = ctxOf(db, (await makeDistributor(db)).actor, next);
    await expect(openDispute(stranger, input)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(openDispute(own, { ...input, commissionId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(openDispute(ctxOf(db, await makeStaff(db)), input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await undoRedemption(systemCtx(db, next), statement.commissions[0]!.redemptionId, true);
    await expect(contest()).rejects.toMatchObject({ code: "CONFLICT" });
    await db.$executeRaw`UPDATE statement SET status = 'PREPARED' WHERE id = ${statement.id}::uuid`;
    await expect(contest(1)).rejects.toMatchObject({ code: "TOO_LATE" });
    await db.$executeRaw`UPDATE statement SET status = 'PAYABLE' WHERE id = ${statement.id}::uuid`;
  });

  test("a debt that the statement repaid is given back where too little is left, the tax with it", async ({ db }) => {
    const network = await makeNetwork(db);
    const [old] = await makeEarned(db, network, 1, day("2026-03-08"));
    await settleDue(systemCtx(db, day("2026-03-09")));
    await undoRedemption(systemCtx(db, day("2026-03-09")), old!.id, true);
    await db.setting.create({ data: { key: "taxMethod", value: "RATE" } });
    await db.setting.create({ data: { key: "taxRateBps", value: 1000 } });
    await makeEarned(db, network, 2, day("2026-03-09"));
    await settleDue(systemCtx(db, day("2026-03-10")));
    await db.setting.deleteMany({ where: { key: { in: ["taxMethod", "taxRateBps"] } } });
    const statement = (await statements(db, network.seller.id))[1]!;
    expect(statement).toMatchObject({ totalMinor: 250n, taxMinor: 25n, offsetMinor: 125n, netMinor: 100n });
    const own = ctxOf(db, network.seller.actor, day("2026-03-10"));
    const { id } = await openDispute(own, {
      ...{ statementId: statement.id, commissionId: statement.commissions[0]!.id, text: "这笔不是我的" },
    });
    const after = (await statements(db, network.seller.id))[1]!;
    expect(after).toMatchObject({ totalMinor: 125n, taxMinor: 13n, offsetMinor: 112n, netMinor: 0n, status: "PAID" });
    expect(after.commissions.map((line) => line.status)).toEqual(["PAID"]);
    expect(await getDispute(own, id)).toMatchObject({ netMinor: 100n, taxMinor: 12n, offsetMinor: 13n });
    expect(await books(db, network.seller.id)).toMatchObject({ receivableMinor: 13n, frozenMinor: 125n, payableMinor: 125n });
  });
});

describe("ending", () => {
  test("while open the line is not settled; upheld it goes on the next statement as it is", async ({ db }) => {
    const { network, finance, contest, statement } = await settled(db, "2026-04-01");
    const { id } = await contest();
    expect(await settleDue(systemCtx(db, day("2026-04-03")))).toMatchObject({ lines: 0 });
    await decideDispute(finance, { disputeId: id, outcome: "UPHELD", text: "按规则计算无误" });
    await settleDue(systemCtx(db, day("2026-04-04")));
    const [first, second] = await statements(db, network.seller.id);
    expect([first!.totalMinor, second!.totalMinor]).toEqual([250n, 125n]);
    expect(second!.commissions[0]!.id).toBe(statement.commissions[0]!.id);
    const mail = await db.message.findFirstOrThrow({ where: { template: "dispute.decided", recipient: network.seller.email } });
    expect(mail.params).toMatchObject({ decision: "UPHELD" });
    const again = decideDispute(finance, { disputeId: id, outcome: "UPHELD", text: "再说一次" });
    await expect(again).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("corrected: the line as it is, and an adjustment that another person approves", async ({ db }) => {
    const { network, finance, contest, own } = await settled(db, "2026-04-05");
    const { id } = await contest();
    const correction = { sign: "PLUS" as const, amountMinor: "30" };
    const decided = await decideDispute(finance, { disputeId: id, outcome: "CORRECTED", text: "少算 0.30", ...correction });
    const adjustmentId = decided.adjustmentId!;
    await expect(approveAdjustment(finance, { id: adjustmentId })).rejects.toMatchObject({ code: "SECOND_PERSON_REQUIRED" });
    expect((await getDispute(own, id)).adjustments).toEqual([]);
    await approveAdjustment(ctxOf(db, await makeStaff(db, "FINANCE"), day("2026-04-06")), { id: adjustmentId });
    expect((await getDispute(own, id)).adjustments).toMatchObject([{ amountMinor: 30n, status: "APPROVED" }]);
    await settleDue(systemCtx(db, day("2026-04-07")));
    expect((await statements(db, network.seller.id))[1]).toMatchObject({
      totalMinor: 125n,
      adjustmentMinor: 30n,
      netMinor: 155n,
    });
  });

  test("withdrawn by its distributor only", async ({ db }) => {
    const { network, contest, own, finance } = await settled(db, "2026-04-10");
    const { id } = await contest();
    const upline = ctxOf(db, network.middle.actor);
    await expect(withdrawDispute(upline, { disputeId: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(() => withdrawDispute(finance, { disputeId: id })).toThrow("FORBIDDEN");
    await withdrawDispute(own, { disputeId: id });
    await settleDue(systemCtx(db, day("2026-04-12")));
    expect(await books(db, network.seller.id)).toMatchObject({ frozenMinor: 0n, payableMinor: 375n });
  });

  test("decided and withdrawn at the same moment: one of the two", async ({ db }) => {
    const { contest, own, finance } = await settled(db, "2026-04-15");
    const { id } = await contest();
    const answers = await Promise.allSettled([
      decideDispute(finance, { disputeId: id, outcome: "UPHELD", text: "无误" }),
      withdrawDispute(own, { disputeId: id }),
    ]);
    expect(answers.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  });

  test("a redemption reversed meanwhile takes the frozen line with it; the dispute can still end", async ({ db }) => {
    const { network, contest, finance, statement, next } = await settled(db, "2026-04-20");
    const { id } = await contest();
    await undoRedemption(systemCtx(db, next), statement.commissions[0]!.redemptionId, true);
    expect(await books(db, network.seller.id)).toMatchObject({ frozenMinor: 0n, receivableMinor: 0n });
    expect(await getDispute(finance, id)).toMatchObject({ commissionStatus: "REVERSED" });
    await decideDispute(finance, { disputeId: id, outcome: "UPHELD", text: "核销已撤回" });
  });
});

describe("the thread", () => {
  test("both sides write, each gets the other's mail, and nobody writes after the end", async ({ db }) => {
    const { network, contest, own, finance } = await settled(db, "2026-05-01");
    const { id } = await contest();
    await replyDispute(later(finance, 1), { disputeId: id, text: "请提供订单截图" });
    await replyDispute(later(own, 2), { disputeId: id, text: "已补充" });
    const seen = await getDispute(own, id);
    expect(seen.messages.map((one) => [one.byStaff, one.authorName])).toEqual([
      [false, network.seller.actor.name],
      [true, ""],
      [false, network.seller.actor.name],
    ]);
    expect((await getDispute(finance, id)).messages[1]!.authorName).toBe(finance.actor.name);
    expect(await db.message.count({ where: { template: "dispute.answered", recipient: network.seller.email } })).toBe(1);
    await withdrawDispute(own, { disputeId: id });
    await expect(replyDispute(own, { disputeId: id, text: "还有" })).rejects.toMatchObject({ code: "CONFLICT" });
    const gone = db.$executeRaw`DELETE FROM dispute_message WHERE dispute_id = ${id}::uuid`;
    await expect(gone).rejects.toThrow(/append-only/);
  });

  test("a file is attached by whoever sent it", async ({ db }) => {
    const { contest, own, finance } = await settled(db, "2026-05-03");
    const { id } = await contest();
    const fileId = newId();
    const file = {
      name: "截图.webp",
      mime: "image/webp",
      size: 3,
      storageKey: `aa/${fileId}.webp`,
      visibility: "STAFF" as const,
    };
    await db.storedFile.create({ data: { id: fileId, ...file, ownerId: own.actor.id } });
    const reply = { disputeId: id, text: "见附件", fileId };
    await expect(replyDispute(finance, reply)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await replyDispute(later(own, 1), reply);
    expect((await getDispute(finance, id)).messages.at(-1)).toMatchObject({ fileId, fileName: "截图.webp" });
  });

  test("who may read and decide", async ({ db }) => {
    const { contest, network, own } = await settled(db, "2026-05-05");
    const { id } = await contest();
    const manager = ctxOf(db, await makeStaff(db, "MANAGER"));
    expect((await listDisputes(manager, { q: network.seller.name })).items.map((row) => row.id)).toEqual([id]);
    expect((await countDisputes(own)).OPEN).toBe(1);
    const decision = { disputeId: id, outcome: "UPHELD" as const, text: "无误" };
    expect(() => decideDispute(manager, decision)).toThrow("FORBIDDEN");
    expect(() => replyDispute(manager, { disputeId: id, text: "好的" })).toThrow("FORBIDDEN");
    const support = ctxOf(db, await makeStaff(db, "SUPPORT"));
    await expect(getDispute(support, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const upline = ctxOf(db, network.middle.actor);
    await expect(getDispute(upline, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await listDisputes(upline)).items).toEqual([]);
    await expect(getDispute(ctxOf(db, { kind: "public" }), id)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });
});
