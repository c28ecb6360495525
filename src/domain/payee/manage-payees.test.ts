import { describe, expect } from "vitest";
import { changeSettings } from "#domain/setting/change-settings.ts";
import { newTotpSecret, sealTotp, totpOf } from "#domain/user/check-totp.ts";
import type { Ctx, DistributorActor } from "#lib/context.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { hour, minute } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeStaff, systemCtx } from "#test/factories.ts";
import { addPayee } from "./add-payee.ts";
import { getPayee, listOwnPayees, listPayees } from "./queries.ts";
import { rejectPayee } from "./reject-payee.ts";
import { retireOwnPayee, retirePayee } from "./retire-payee.ts";
import { revealPayee } from "./reveal-payee.ts";
import { verifyPayee } from "./verify-payee.ts";

/** A distributor with a second factor; `code(at)` is what his app shows then. */
async function enrolled(db: Db) {
  const distributor = await makeDistributor(db);
  const secret = newTotpSecret();
  const { id } = distributor.actor;
  await db.user.update({ where: { id }, data: { totpSecretSealed: sealTotp(id, secret), totpConfirmedAt: new Date() } });
  return { ...distributor, code: (at: Date) => totpOf(secret).generate({ timestamp: at.getTime() }) };
}
const card = () => String(6_222_020_000_000_000 + Math.floor(Math.random() * 1e12));
const bank = (number = card()) => ({
  kind: "BANK" as const,
  holderName: "张三",
  number,
  bankName: "招商银行",
  branchName: "上海支行",
});
/** A code is good once: each step happens half a minute after the last. */
const clock = () => {
  let at = Date.now();
  return () => {
    at += minute;
    return new Date(at);
  };
};

async function added(db: Db, input: Partial<ReturnType<typeof bank>> = {}) {
  const who = await enrolled(db);
  const tick = clock();
  const add = (more: object = {}) => {
    const now = tick();
    return addPayee(ctxOf(db, who.actor, now), { ...bank(), ...input, code: who.code(now), ...more });
  };
  const { id } = await add();
  return { who, id, add, tick };
}

describe("adding an account", () => {
  test("it waits for finance, sealed and masked, and the owner is told by mail", async ({ db }) => {
    const number = "6222 0200-1234 5678 901";
    const { who, id } = await added(db, { number });
    const row = await db.payeeAccount.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ status: "PENDING", numberMasked: "•••• 8901", holderName: "张三" });
    expect(Buffer.from(row.numberSealed).toString("latin1")).not.toContain("6222020012345678901");
    const [mail] = await db.message.findMany({ where: { template: "payee.changed", recipient: who.email } });
    expect(mail?.params).toMatchObject({ event: "ADDED", account: "招商银行 •••• 8901" });
    const finance = ctxOf(db, await makeStaff(db, "FINANCE"));
    expect(await revealPayee(finance, { id, reason: "电话核对" })).toEqual({ number: "6222020012345678901" });
    expect(await db.auditEntry.count({ where: { action: "payee.reveal", subjectId: id } })).toBe(1);
  });

  test("without a second factor, with a wrong or a spent code: nothing", async ({ db }) => {
    const plain = await makeDistributor(db);
    const at = new Date();
    const attempt = (actor: DistributorActor, code: string, now = at) => addPayee(ctxOf(db, actor, now), { ...bank(), code });
    await expect(attempt(plain.actor, "123456")).rejects.toMatchObject({ code: "TOTP_REQUIRED" });
    const who = await enrolled(db);
    const wrong = String((Number(who.code(at)) + 1) % 1_000_000).padStart(6, "0");
    await expect(attempt(who.actor, wrong)).rejects.toMatchObject({ code: "TOTP_WRONG" });
    await attempt(who.actor, who.code(at));
    await expect(addPayee(ctxOf(db, who.actor, at), { ...bank(), kind: "BANK", code: who.code(at) })).rejects.toMatchObject({
      code: "TOTP_WRONG",
    });
    expect(await db.payeeAccount.count({ where: { distributorId: { in: [plain.id, who.id] } } })).toBe(1);
  });

  test("guessing codes is stopped", async ({ db }) => {
    const who = await enrolled(db);
    const codes: string[] = [];
    for (let i = 0; i < 12; i++)
      await addPayee(ctxOf(db, who.actor), { ...bank(), code: "000000" }).catch((error) => codes.push(error.code));
    expect(codes.slice(-2)).toEqual(["TOO_MANY_REQUESTS", "TOO_MANY_REQUESTS"]);
  });

  test("what cannot be an account is refused; so is a second one waiting, and the same again", async ({ db }) => {
    const { add } = await added(db);
    await expect(add()).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(add({ number: "12" })).rejects.toThrow();
    await expect(add({ kind: "BANK", bankName: "" })).rejects.toThrow();
    await expect(add({ holderName: "=cmd|' /C calc'!A0" })).rejects.toThrow();
    const other = await added(db, { number: "6222020012345000000" });
    await expect(other.add({ number: "6222 0200 1234 5000 000" })).rejects.toMatchObject({ code: "DUPLICATE" });
  });

  test("a number two distributors share is shown to finance", async ({ db }) => {
    const number = card();
    const one = await added(db, { number });
    const two = await added(db, { number });
    const finance = ctxOf(db, await makeStaff(db, "FINANCE"));
    const shared = await listPayees(finance, { shared: true });
    expect(new Set(shared.items.map((row) => row.id))).toEqual(new Set([one.id, two.id]));
    expect(shared.items.map((row) => row.sharedWith)).toEqual([1, 1]);
    expect((await getPayee(finance, one.id)).twins.map((twin) => twin.id)).toEqual([two.id]);
  });
});

describe("checking and changing it", () => {
  test("active after finance's check, usable after the cooling period; the former one retires", async ({ db }) => {
    const { who, id, add, tick } = await added(db);
    const staff = await makeStaff(db, "FINANCE");
    const finance = (now = tick()): Ctx => ctxOf(db, staff, now);
    await changeSettings(systemCtx(db), { payeeCoolingHours: 24 });
    await verifyPayee(finance(), { id });
    const { id: second } = await add();
    const now = tick();
    await verifyPayee(finance(now), { id: second });
    const rows = await listOwnPayees(ctxOf(db, who.actor));
    expect(rows.map((row) => [row.id, row.status])).toEqual([
      [second, "ACTIVE"],
      [id, "RETIRED"],
    ]);
    expect(rows[0]!.usableFrom.getTime() - now.getTime()).toBe(24 * hour);
    await expect(verifyPayee(finance(), { id: second })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("two checked at the same moment: one is in use", async ({ db }) => {
    const { who, id, add } = await added(db);
    const finance = ctxOf(db, await makeStaff(db, "FINANCE"));
    await rejectPayee(finance, { id, reason: "户名与卡号不符" });
    const mails = await db.message.findMany({ where: { template: "payee.changed", recipient: who.email } });
    expect(mails.map((mail) => mail.params)).toContainEqual(
      expect.objectContaining({ event: "REJECTED", reason: "户名与卡号不符" }),
    );
    const { id: one } = await add();
    const answers = await Promise.allSettled([1, 2, 3, 4].map(() => verifyPayee(finance, { id: one })));
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
    expect(await db.payeeAccount.count({ where: { distributorId: who.id, status: "ACTIVE" } })).toBe(1);
  });

  test("given up by its owner with a code, or by finance with a reason", async ({ db }) => {
    const { who, id, add, tick } = await added(db);
    const now = tick();
    await retireOwnPayee(ctxOf(db, who.actor, now), { id, code: who.code(now) });
    const { id: next } = await add();
    const finance = ctxOf(db, await makeStaff(db, "FINANCE"));
    await retirePayee(finance, { id: next, reason: "本人来电，账户不是他加的" });
    await expect(retirePayee(finance, { id: next, reason: "再次" })).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await listOwnPayees(ctxOf(db, who.actor))).map((row) => row.status)).toEqual(["RETIRED", "RETIRED"]);
  });

  test("somebody else's account is not found; other roles may not", async ({ db }) => {
    const { id } = await added(db);
    const stranger = await enrolled(db);
    const at = new Date();
    await expect(retireOwnPayee(ctxOf(db, stranger.actor, at), { id, code: stranger.code(at) })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await listOwnPayees(ctxOf(db, stranger.actor))).toEqual([]);
    for (const role of ["MANAGER", "SUPPORT", "AUDITOR"] as const) {
      const ctx = ctxOf(db, await makeStaff(db, role));
      expect(() => verifyPayee(ctx, { id })).toThrow("FORBIDDEN");
      await expect(revealPayee(ctx, { id, reason: "电话核对" })).rejects.toThrow("FORBIDDEN");
    }
    await expect(addPayee(systemCtx(db), { ...bank(), code: "123456" })).rejects.toThrow("FORBIDDEN");
    await expect(getPayee(ctxOf(db, await makeStaff(db, "FINANCE")), newId())).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("what it says never changes, not even by SQL", async ({ db }) => {
    const { id } = await added(db);
    const change = db.$executeRaw`UPDATE payee_account SET holder_name = '李四' WHERE id = ${id}::uuid`;
    await expect(change).rejects.toThrow(/never changes/);
  });
});
