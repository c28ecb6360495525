import { expect } from "vitest";
import { loadMessages } from "#i18n/messages.ts";
import { inTransaction } from "#lib/context.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { day } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeStaff, systemCtx } from "#test/factories.ts";
import { assignIncident } from "./assign-incident.ts";
import { mailIncidents } from "./mail-incidents.ts";
import { noteIncident } from "./note-incident.ts";
import { openIncident, openIncidents } from "./open-incident.ts";
import { countIncidents, getIncident, listIncidents, listResolvers } from "./queries.ts";
import { resolveIncidents } from "./resolve-incidents.ts";
import { incidentKinds, incidentNo, resolutionKinds } from "./rules.ts";

type Words = { [key: string]: string | Words };
const now = new Date("2026-11-22T04:00:00Z");

async function open(db: Db, dedupeKey = newId()) {
  const subject = { type: "payment", id: newId() };
  await inTransaction(systemCtx(db, now), (tx) =>
    openIncident(tx, { kind: "payment.mismatch", provider: "STRIPE", subject, expectedMinor: 5n, actualMinor: 4n, dedupeKey }),
  );
  return db.incident.findUniqueOrThrow({ where: { dedupeKey } });
}

test("every kind and every end has its words in both languages", () => {
  for (const locale of ["zh-CN", "en"] as const) {
    const words = loadMessages(locale).incidents as Words;
    const at = (path: string) => path.split(".").reduce<Words | string | undefined>((node, key) => (node as Words)?.[key], words);
    for (const kind of incidentKinds)
      for (const group of ["kind", "about"]) expect(at(`${group}.${kind}`), `${locale} ${group}.${kind}`).toBeTypeOf("string");
    for (const kind of resolutionKinds) expect(at(`resolution.${kind}`)).toBeTypeOf("string");
  }
});

test("one cause, one incident, however often and however many at once", async ({ db }) => {
  const key = newId();
  await Promise.all(Array.from({ length: 10 }, () => open(db, key)));
  expect(await db.incident.count({ where: { dedupeKey: key } })).toBe(1);
  const many = Array.from({ length: 2_500 }, (_, i) => ({
    kind: "reconciliation.extra" as const,
    subject: { type: "provider_line", id: newId() },
    dedupeKey: `many:${i}`,
  }));
  const runs = [0, 1].map(() => inTransaction(systemCtx(db), (tx) => openIncidents(tx, many)));
  expect((await Promise.all(runs)).reduce((sum, count) => sum + count, 0)).toBe(2_500);
});

test("given to a person, noted, resolved once; found again by number, owner and what it is about", async ({ db }) => {
  const [first, second] = [await makeStaff(db, "FINANCE"), await makeStaff(db, "FINANCE")];
  const ctx = ctxOf(db, first);
  const incident = await open(db);
  await assignIncident(ctx, { id: incident.id, ownerId: second.id });
  await noteIncident(ctx, { id: incident.id, text: "已致电客服" });
  const answers = await Promise.allSettled(
    [1, 2, 3].map(() => resolveIncidents(ctx, { ids: [incident.id], kind: "PROVIDER", text: "渠道次日更正" })),
  );
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await getIncident(ctx, incident.id)).toMatchObject({
    ...{ status: "RESOLVED", resolutionKind: "PROVIDER", resolution: "渠道次日更正", resolvedBy: first.name },
    notes: [{ text: "已致电客服", authorName: first.name }],
  });
  for (const filter of [{ q: incidentNo(incident.no) }, { q: incident.subjectId }, { owner: second.id }])
    expect((await listIncidents(ctx, filter)).items.map(({ id }) => id)).toContain(incident.id);
  await expect(assignIncident(ctx, { id: incident.id, ownerId: null })).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(db.incident.update({ where: { id: incident.id }, data: { status: "OPEN" } })).rejects.toThrow();
  await expect(db.incidentNote.deleteMany()).rejects.toThrow();
});

test("many with one word: all or none", async ({ db }) => {
  const ctx = ctxOf(db, await makeStaff(db, "FINANCE"));
  const ids = (await Promise.all([1, 2, 3].map(() => open(db)))).map(({ id }) => id);
  const word = { kind: "EXPLAINED" as const, text: "同一原因" };
  await expect(resolveIncidents(ctx, { ids: [...ids, newId()], ...word })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await db.incident.count({ where: { id: { in: ids }, status: "OPEN" } })).toBe(3);
  const before = await countIncidents(ctx);
  expect(await resolveIncidents(ctx, { ids, ...word })).toEqual({ resolved: 3 });
  expect(await countIncidents(ctx)).toEqual({ OPEN: before.OPEN - 3, RESOLVED: before.RESOLVED + 3 });
});

test("only finance decides; others read, or do not even that", async ({ db }) => {
  const { id } = await open(db);
  const manager = ctxOf(db, await makeStaff(db, "MANAGER"));
  const word = { kind: "EXPLAINED" as const, text: "不是我" };
  expect(() => resolveIncidents(manager, { ids: [id], ...word })).toThrow("FORBIDDEN");
  expect(() => assignIncident(manager, { id, ownerId: null })).toThrow("FORBIDDEN");
  expect((await getIncident(manager, id)).id).toBe(id);
  const support = ctxOf(db, await makeStaff(db, "SUPPORT"));
  const seller = ctxOf(db, (await makeDistributor(db)).actor);
  for (const ctx of [support, seller]) {
    await expect(getIncident(ctx, id)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(listIncidents(ctx, {})).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
  const finance = ctxOf(db, await makeStaff(db, "FINANCE"));
  await expect(assignIncident(finance, { id, ownerId: support.actor.id })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  await expect(getIncident(finance, "x")).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await listResolvers(finance)).map((one) => one.id)).not.toContain(support.actor.id);
});

test("finance is told once a day while something is open", async ({ db }) => {
  await open(db);
  const people = await db.user.count({ where: { kind: "STAFF", staffRole: { in: ["OWNER", "FINANCE"] } } });
  const later = new Date(now.getTime() + 3 * day);
  expect(await mailIncidents(systemCtx(db, new Date("2026-11-25T23:59:00Z")))).toEqual({ mails: 0 });
  const runs = await Promise.all([1, 2, 3].map(() => mailIncidents(systemCtx(db, later))));
  expect(runs.reduce((sum, { mails }) => sum + mails, 0)).toBe(people);
  const mail = await db.message.findFirstOrThrow({ where: { template: "incidents.open" } });
  expect(mail.params).toMatchObject({ days: 3 });
  expect((await mailIncidents(systemCtx(db, new Date(later.getTime() + day)))).mails).toBe(people);
});
