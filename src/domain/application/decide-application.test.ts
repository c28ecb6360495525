import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { expect } from "vitest";
import { makeChallenge } from "#lib/captcha.ts";
import type { Ctx } from "#lib/context.ts";
import { unseal } from "#lib/crypto.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeLevel, makeProduct, makeStaff } from "#test/factories.ts";
import { approveApplication } from "./approve-application.ts";
import { getApplicationStatus, listApplications, listOwnInvitees } from "./queries.ts";
import { getInvitation } from "./queries-invitation.ts";
import { rejectApplication } from "./reject-application.ts";
import { submitApplication } from "./submit-application.ts";

const visitor = (db: Db, ip: string = newId()): Ctx => ctxOf(db, { kind: "public", ip });
let n = 0;
const form = () => ({
  name: "陈一",
  phone: "139 1234 5678",
  email: `Applicant${++n}-${newId().slice(-6)}@Example.com`,
  region: "ZJ",
  channelKind: "COMMUNITY" as const,
  intro: "有三个社群",
});

async function captcha(): Promise<string> {
  const challenge = await makeChallenge(new Date(), 2);
  const solution = await solveChallenge({ challenge, deriveKey });
  return Buffer.from(JSON.stringify({ challenge, solution })).toString("base64");
}

async function apply(db: Db, code: string, changes: object = {}) {
  const input = { ...form(), code, locale: "zh-CN" as const, captcha: await captcha(), ...changes };
  const { statusPath } = await submitApplication(visitor(db), input);
  const application = await db.application.findFirstOrThrow({
    where: { email: input.email.toLowerCase() },
    orderBy: { id: "desc" },
  });
  return { application, token: statusPath.split("/").at(-1) ?? "" };
}

test("an application is received, mailed and found again by its token only", async ({ db }) => {
  const { application, token } = await apply(db, "kayisu");
  expect(application).toMatchObject({ phone: "+8613912345678", status: "PENDING", uplineId: null });
  expect(token.length).toBeGreaterThanOrEqual(32);
  const mail = await db.message.findFirstOrThrow({ where: { recipient: application.email } });
  expect(mail.template).toBe("application.received");
  expect(JSON.stringify(mail.params)).not.toContain(token);
  expect(unseal("message", mail.sealedParams ?? new Uint8Array(), mail.id)).toContain(`/join/status/${token}`);
  const audit = await db.auditEntry.findFirstOrThrow({ where: { subjectId: application.id } });
  expect(JSON.stringify(audit)).not.toContain(token);
  expect(await getApplicationStatus(visitor(db), token)).toMatchObject({ name: "陈一", status: "PENDING", code: "KAYISU" });
  await expect(getApplicationStatus(visitor(db), `${token.slice(0, -1)}_`)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("what is refused: bad fields, no captcha, a second pending one, an account's address, a wrong code, a frozen inviter", async ({
  db,
}) => {
  const send = async (changes: object) =>
    submitApplication(visitor(db), { ...form(), code: "KAYISU", captcha: await captcha(), ...changes });
  await expect(send({ phone: "138000000001" })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    details: { fields: { phone: "form.phone" } },
  });
  for (const bad of [{ email: "x" }, { region: "上海" }, { channelKind: "BANK" }, { name: " " }, { phone: "" }])
    await expect(send(bad)).rejects.toThrow();
  await expect(send({ captcha: "bm8=" })).rejects.toMatchObject({ code: "CAPTCHA_FAILED" });
  await expect(send({ code: "NOSUCH22" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const { application } = await apply(db, "KAYISU");
  await expect(send({ email: application.email.toUpperCase() })).rejects.toMatchObject({ code: "DUPLICATE" });
  const inviter = await makeDistributor(db);
  await expect(send({ email: inviter.email })).rejects.toMatchObject({ code: "DUPLICATE" });
  await db.distributor.update({ where: { id: inviter.id }, data: { status: "FROZEN" } });
  await expect(send({ code: inviter.inviteCode })).rejects.toMatchObject({ code: "ENDED" });
  const solved = await captcha();
  await send({ captcha: solved });
  await expect(send({ captcha: solved })).rejects.toMatchObject({ code: "CAPTCHA_FAILED" });
});

test("the same person sending twice at once has one pending application", async ({ db }) => {
  const input = { ...form(), code: "KAYISU" };
  const solved = await Promise.all([1, 2, 3, 4].map(captcha));
  const answers = await Promise.allSettled(solved.map((one) => submitApplication(visitor(db), { ...input, captcha: one })));
  expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
  for (const answer of answers) if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "DUPLICATE" });
});

test("many applications from one address are slowed down", async ({ db }) => {
  const ip = newId();
  const send = () => submitApplication(visitor(db, ip), { ...form(), code: "KAYISU", captcha: "bm8=" }).catch((e) => e.code);
  const codes: unknown[] = [];
  for (let i = 0; i < 21; i++) codes.push(await send());
  expect(codes.slice(0, 20).every((code) => code === "CAPTCHA_FAILED")).toBe(true);
  expect(codes[20]).toBe("TOO_MANY_REQUESTS");
});

test("two reviewers at once make one distributor with one login and one mail", async ({ db }) => {
  const level = await makeLevel(db);
  const { application, token } = await apply(db, "KAYISU");
  const reviewers = [ctxOf(db, await makeStaff(db)), ctxOf(db, await makeStaff(db, "MANAGER")), ctxOf(db, await makeStaff(db))];
  const answers = await Promise.allSettled(
    reviewers.map((ctx) => approveApplication(ctx, { id: application.id, levelId: level.id })),
  );
  expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
  for (const answer of answers) if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "CONFLICT" });
  const made = await db.distributor.findMany({ where: { email: application.email }, include: { users: true } });
  expect(made).toMatchObject([{ name: "陈一", levelId: level.id, uplineId: null, users: [{ kind: "DISTRIBUTOR" }] }]);
  expect(await db.message.count({ where: { recipient: application.email, template: "account.created" } })).toBe(1);
  expect(await getApplicationStatus(visitor(db), token)).toMatchObject({ status: "APPROVED" });
  const [first] = reviewers;
  if (first)
    await expect(rejectApplication(first, { id: application.id, reason: "太晚" })).rejects.toMatchObject({ code: "CONFLICT" });
});

test("a rejection says why, and the person may apply again", async ({ db }) => {
  const { application, token } = await apply(db, "KAYISU");
  const manager = ctxOf(db, await makeStaff(db, "MANAGER"));
  await rejectApplication(manager, { id: application.id, reason: "资料不全" });
  expect(await getApplicationStatus(visitor(db), token)).toMatchObject({ status: "REJECTED", rejectReason: "资料不全" });
  expect(await db.message.count({ where: { recipient: application.email, template: "application.rejected" } })).toBe(1);
  await apply(db, "KAYISU", { email: application.email });
  await expect(rejectApplication(manager, { id: newId(), reason: "x" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("an upline decides his own invitees only, and gives his own level or a lower one", async ({ db }) => {
  const high = await makeLevel(db);
  const middle = await makeLevel(db);
  const low = await makeLevel(db);
  const upline = await makeDistributor(db, { levelId: middle.id });
  const other = await makeDistributor(db, { levelId: high.id });
  const mine = ctxOf(db, upline.actor);
  const { application } = await apply(db, upline.inviteCode);
  expect(application.uplineId).toBe(upline.id);
  const invitees = await listOwnInvitees(mine);
  expect(invitees).toMatchObject({ items: [{ id: application.id }], defaultLevelId: low.id });
  expect(invitees.levels.map((level) => level.id)).toEqual([middle.id, low.id]);
  await expect(approveApplication(ctxOf(db, other.actor), { id: application.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(rejectApplication(ctxOf(db, other.actor), { id: application.id, reason: "x" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(approveApplication(mine, { id: application.id, levelId: high.id })).rejects.toMatchObject({ code: "FORBIDDEN" });
  const { distributorId } = await approveApplication(mine, { id: application.id, uplineId: other.id });
  expect(await db.distributor.findUnique({ where: { id: distributorId } })).toMatchObject({
    uplineId: upline.id,
    levelId: low.id,
  });
  const { application: direct } = await apply(db, "KAYISU");
  await expect(approveApplication(mine, { id: direct.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const late = await apply(db, upline.inviteCode);
  await db.distributor.update({ where: { id: upline.id }, data: { status: "FROZEN" } });
  await expect(approveApplication(mine, { id: late.application.id })).rejects.toMatchObject({ code: "FROZEN" });
  expect(await db.application.findUnique({ where: { id: late.application.id } })).toMatchObject({ status: "PENDING" });
});

test("roles", async ({ db }) => {
  const { application } = await apply(db, "KAYISU");
  for (const role of ["FINANCE", "SUPPORT", "AUDITOR"] as const) {
    const ctx = ctxOf(db, await makeStaff(db, role));
    expect(() => approveApplication(ctx, { id: application.id })).toThrow("FORBIDDEN");
    const page = await listApplications(ctx, { q: application.email });
    expect(page.items).toMatchObject([{ id: application.id }]);
    expect(page.items[0]).not.toHaveProperty("statusTokenHash");
  }
  expect(() => approveApplication(visitor(db), { id: application.id })).toThrow("UNAUTHENTICATED");
  await expect(listApplications(visitor(db), {})).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
});

test("an invitation shows real prices of products on sale at the starting level", async ({ db }) => {
  const lowest = await makeLevel(db);
  const shown = await makeProduct(db);
  const hidden = await makeProduct(db, { onSale: false });
  for (const { id } of [shown, hidden])
    await db.productPrice.create({ data: { productId: id, levelId: lowest.id, priceMinor: 2_000n } });
  const inviter = await makeDistributor(db, { levelId: lowest.id });
  const invitation = await getInvitation(visitor(db), ` ${inviter.inviteCode.toLowerCase()} `);
  expect(invitation).toMatchObject({ inviterName: inviter.name, open: true, level: { id: lowest.id } });
  expect(invitation.products).toMatchObject([{ id: shown.id, priceMinor: 2_000n, marginMinor: 500n }]);
  expect(await getInvitation(visitor(db), "KAYISU")).toMatchObject({ inviterName: null, open: true });
  await expect(getInvitation(visitor(db), "NOSUCH")).rejects.toMatchObject({ code: "NOT_FOUND" });
});
