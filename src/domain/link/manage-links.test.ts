import { describe, expect } from "vitest";
import { claimVoucher } from "#domain/claim/claim-voucher.ts";
import type { Actor } from "#lib/context.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { plusDays } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeAllotment, makeDevice, makeDistributor, makeProduct, makeStaff } from "#test/factories.ts";
import { changeLink } from "./change-link.ts";
import { createLink } from "./create-link.ts";
import { linkTokenHash } from "./derive-token.ts";
import { pauseLink } from "./pause-link.ts";
import { getLink, listFigures, listLinks } from "./queries.ts";
import { listLinkableAllotments } from "./queries-allotments.ts";
import { resumeLink } from "./resume-link.ts";
import { revokeLink } from "./revoke-link.ts";
import type { CreateLinkInput } from "./schema.ts";

async function setUp(db: Db, quantity: number) {
  const product = await makeProduct(db, { perPersonLimit: 2 });
  const distributor = await makeDistributor(db);
  const allotment = await makeAllotment(db, { distributorId: distributor.id, productId: product.id, quantity });
  const ctx = ctxOf<Actor>(db, distributor.actor);
  const terms = (more: Partial<CreateLinkInput> = {}) => ({ allotmentId: allotment.id, quota: 10, requestKey: newId(), ...more });
  const free = () => db.voucher.count({ where: { allotmentId: allotment.id, status: "ALLOTTED", linkId: null } });
  return { product, distributor, allotment, ctx, terms, free };
}

const code = (command: Promise<unknown>) =>
  command.then(
    () => "OK",
    (error) => error.code ?? error.message,
  );

describe("opening a link", () => {
  test("points vouchers at it, with events; only the token's hash is stored", async ({ db }) => {
    const { ctx, terms, free, allotment } = await setUp(db, 25);
    const { id, token } = await createLink(ctx, terms({ note: "朋友圈", phoneCheck: true }));
    expect(await free()).toBe(15);
    const stored = await db.claimLink.findUniqueOrThrow({ where: { id } });
    expect(stored).toMatchObject({
      quota: 10,
      note: "朋友圈",
      phoneCheck: true,
      status: "ACTIVE",
      tokenHash: linkTokenHash(token),
    });
    expect(JSON.stringify(stored)).not.toContain(token);
    expect(await db.voucherEvent.count({ where: { linkId: id, kind: "LINKED", allotmentId: allotment.id } })).toBe(10);
    expect(await db.auditEntry.count({ where: { subjectId: id, action: "link.create" } })).toBe(1);
    expect((await getLink(ctx, id)).url).toBe(`http://localhost:3000/c/${token}`);
  });

  test("is done once per request key; another request under the key is refused", async ({ db }) => {
    const { ctx, terms, free } = await setUp(db, 25);
    const input = terms();
    const ids = await Promise.all(Array.from({ length: 8 }, () => createLink(ctx, input).then((link) => link.id)));
    expect(new Set(ids).size).toBe(1);
    expect(await free()).toBe(15);
    expect(await code(createLink(ctx, { ...input, quota: 11 }))).toBe("KEY_REUSED");
  });

  test("20 at once share an allotment of 100 without giving a voucher twice", async ({ db }) => {
    const { ctx, terms, free } = await setUp(db, 100);
    const codes = await Promise.all(Array.from({ length: 20 }, () => code(createLink(ctx, terms()))));
    expect(codes.filter((one) => one === "OK")).toHaveLength(10);
    expect(codes.filter((one) => one === "INSUFFICIENT_STOCK")).toHaveLength(10);
    expect(await free()).toBe(0);
    const links = await listLinks(ctx, { limit: 100 });
    expect(links.items.map((link) => link.figures.left)).toEqual(Array(10).fill(10));
  });

  test("is refused when it asks for too much, from a frozen distributor, on impossible terms", async ({ db }) => {
    const { ctx, terms, free, distributor } = await setUp(db, 5);
    await expect(createLink(ctx, terms({ quota: 6 }))).rejects.toMatchObject({
      code: "INSUFFICIENT_STOCK",
      details: { left: 5 },
    });
    const now = ctx.now;
    const bad = [
      { perPersonLimit: 3 },
      { closesAt: plusDays(now, -1).toISOString() },
      { opensAt: plusDays(now, 2).toISOString(), closesAt: plusDays(now, 1).toISOString() },
    ];
    for (const more of bad) expect(await code(createLink(ctx, terms({ quota: 1, ...more })))).toBe("INVALID_INPUT");
    for (const quota of [0, -1, 1.5, 100_001])
      expect(await code(Promise.resolve().then(() => createLink(ctx, terms({ quota }))))).not.toBe("OK");
    await db.distributor.update({ where: { id: distributor.id }, data: { status: "FROZEN" } });
    expect(await code(createLink(ctx, terms({ quota: 1 })))).toBe("FROZEN");
    expect(await free()).toBe(5);
  });
});

describe("a link's life", () => {
  test("pause, resume, add, revoke: the rest returns, claims stay", async ({ db }) => {
    const { ctx, terms, free } = await setUp(db, 30);
    const { id, token } = await createLink(ctx, terms());
    await claimVoucher(ctxOf(db, makeDevice()), { token });
    await pauseLink(ctx, { id });
    expect((await getLink(ctx, id)).state).toBe("PAUSED");
    await resumeLink(ctx, { id });
    await changeLink(ctx, { id, quota: 15, note: "第二批", perPersonLimit: 2, closesAt: plusDays(ctx.now, 9).toISOString() });
    expect(await getLink(ctx, id)).toMatchObject({
      note: "第二批",
      state: "OPEN",
      figures: { quota: 15, claimed: 1, redeemed: 0, left: 14, gone: 0 },
    });
    expect(await revokeLink(ctx, { id })).toEqual({ id, returned: 14 });
    expect(await revokeLink(ctx, { id })).toEqual({ id, returned: 0 });
    expect(await free()).toBe(29);
    expect((await getLink(ctx, id)).figures).toEqual({ quota: 15, claimed: 1, redeemed: 0, left: 0, gone: 14 });
    expect(await db.voucherEvent.count({ where: { linkId: id, kind: "UNLINKED" } })).toBe(14);
    for (const command of [() => pauseLink(ctx, { id }), () => resumeLink(ctx, { id }), () => changeLink(ctx, { id, note: "x" })])
      expect(await code(command())).toBe("REVOKED");
  });

  test("cannot shrink, nor grow beyond the allotment", async ({ db }) => {
    const { ctx, terms } = await setUp(db, 12);
    const { id } = await createLink(ctx, terms());
    expect(await code(changeLink(ctx, { id, quota: 9 }))).toBe("INVALID_INPUT");
    await expect(changeLink(ctx, { id, quota: 13 })).rejects.toMatchObject({ code: "INSUFFICIENT_STOCK", details: { left: 2 } });
    expect((await getLink(ctx, id)).figures).toMatchObject({ quota: 10, left: 10 });
  });

  test("staff who manage links may stop any; what they paused the distributor cannot resume", async ({ db }) => {
    const { ctx, terms } = await setUp(db, 10);
    const { id } = await createLink(ctx, terms());
    const [manager, support] = [ctxOf(db, await makeStaff(db, "MANAGER")), ctxOf(db, await makeStaff(db, "SUPPORT"))];
    expect(await code(Promise.resolve().then(() => pauseLink(support, { id })))).toBe("FORBIDDEN");
    await pauseLink(manager, { id, reason: "投诉" });
    expect(await code(resumeLink(ctx, { id }))).toBe("FORBIDDEN");
    await pauseLink(ctx, { id }); // changes nothing
    expect(await code(resumeLink(ctx, { id }))).toBe("FORBIDDEN");
    await resumeLink(manager, { id });
    expect(await getLink(manager, id)).toMatchObject({ state: "OPEN", url: null });
    expect(await getLink(support, id)).toMatchObject({ url: null });
    expect(await revokeLink(manager, { id, reason: "投诉" })).toEqual({ id, returned: 10 });
  });
});

describe("whose link it is", () => {
  test("somebody else's id is not found, in every command and query", async ({ db }) => {
    const { ctx, terms, allotment } = await setUp(db, 10);
    const { id } = await createLink(ctx, terms({ quota: 5 }));
    const other = ctxOf<Actor>(db, (await makeDistributor(db)).actor);
    const tries = [
      () => createLink(other, { allotmentId: allotment.id, quota: 1, requestKey: newId() }),
      () => changeLink(other, { id, note: "mine" }),
      () => pauseLink(other, { id }),
      () => resumeLink(other, { id }),
      () => revokeLink(other, { id }),
      () => getLink(other, id),
    ];
    for (const attempt of tries) expect(await code(attempt())).toBe("NOT_FOUND");
    expect((await listLinks(other)).items).toEqual([]);
    expect(await listFigures(other, { ids: [id] })).toEqual([]);
    expect(await listLinkableAllotments(other, { allotmentId: allotment.id })).toEqual([]);
    expect((await getLink(ctx, id)).figures.left).toBe(5);
  });

  test("strangers, consumers and merchants see nothing", async ({ db }) => {
    const { ctx, terms } = await setUp(db, 1);
    const { id } = await createLink(ctx, terms({ quota: 1 }));
    const actors: Actor[] = [
      { kind: "public" },
      makeDevice(),
      { kind: "merchant", id: newId(), name: "店", merchantId: newId() },
    ];
    for (const actor of actors) {
      expect(await code(Promise.resolve().then(() => getLink(ctxOf(db, actor), id)))).toMatch(/UNAUTHENTICATED|FORBIDDEN/);
      expect(await code(Promise.resolve().then(() => revokeLink(ctxOf(db, actor), { id })))).toMatch(/UNAUTHENTICATED|FORBIDDEN/);
    }
  });

  test("lists filter by state, product and words, and page by id", async ({ db }) => {
    const { ctx, terms, allotment, product } = await setUp(db, 10);
    const later = plusDays(ctx.now, 1).toISOString();
    const ids: string[] = [];
    for (const more of [{ note: "小红书" }, { opensAt: later }, {}, {}])
      ids.push((await createLink({ ...ctx, now: new Date() }, terms({ quota: 1, ...more }))).id);
    await pauseLink(ctx, { id: ids[2]! });
    await revokeLink(ctx, { id: ids[3]! });
    const found = async (input: object) => (await listLinks(ctx, input)).items.map((link) => ids.indexOf(link.id));
    expect(await found({})).toEqual([3, 2, 1, 0]);
    expect(await found({ state: "OPEN" })).toEqual([0]);
    expect(await found({ state: "NOT_OPEN_YET" })).toEqual([1]);
    expect(await found({ state: "PAUSED" })).toEqual([2]);
    expect(await found({ state: "REVOKED" })).toEqual([3]);
    expect(await found({ q: "红书" })).toEqual([0]);
    expect(await found({ q: product.name, limit: 2 })).toEqual([3, 2]);
    expect(await found({ limit: 2, after: ids[2] })).toEqual([1, 0]);
    expect(await listLinkableAllotments(ctx)).toMatchObject([{ id: allotment.id, free: 7, productLimit: 2 }]);
  });
});
