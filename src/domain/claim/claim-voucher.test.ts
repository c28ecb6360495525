import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, vi } from "vitest";
import { changeLink } from "#domain/link/change-link.ts";
import { pauseLink } from "#domain/link/pause-link.ts";
import { revokeLink } from "#domain/link/revoke-link.ts";
import { linkState } from "#domain/link/rules.ts";
import { deviceIds } from "#domain/person/rules.ts";
import { type Ctx, type DeviceActor, inTransaction } from "#lib/context.ts";
import type { Db } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { plusDays } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeAllotment, makeClaimable, makeDevice, makeLink, makeStaff } from "#test/factories.ts";
import { claimVoucher } from "./claim-voucher.ts";
import type { ClaimInput } from "./schema.ts";

vi.setConfig({ testTimeout: 120_000 });

type Outcome = { code: string; voucherId?: string };

/** What a claimant was told: a voucher, or the code of the refusal. Anything that is not a refusal fails the test. */
async function tell(claim: Promise<{ voucherId: string }>): Promise<Outcome> {
  try {
    return { code: "GOT", voucherId: (await claim).voucherId };
  } catch (error) {
    if (error instanceof DomainError) return { code: error.code };
    throw error;
  }
}

const attempt = (db: Db, actor: DeviceActor, input: ClaimInput, now?: Date) => tell(claimVoucher(ctxOf(db, actor, now), input));
const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
const got = (outcomes: Outcome[]) => outcomes.flatMap((outcome) => outcome.voucherId ?? []);

function countOf(outcomes: Outcome[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code } of outcomes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** A phone's person on this device, as verifying its phone would leave it. */
async function makePhonePerson(db: Db, actor: DeviceActor) {
  const id = crypto.randomUUID();
  await db.person.create({ data: { id, phoneIndex: Buffer.from(id), phoneMasked: "138****0000" } });
  const tokenHash = actor.tokenHash!;
  const { deviceId } = deviceIds(tokenHash);
  await db.device.createMany({ data: { id: deviceId, tokenHash }, skipDuplicates: true });
  await db.devicePerson.create({ data: { deviceId, personId: id } });
  return id;
}

describe("one person", () => {
  test("gets a voucher with its event, its claim and its days of validity", async ({ db }) => {
    const { link } = await makeClaimable(db, { quota: 3 });
    const now = new Date();
    const claimed = await claimVoucher(ctxOf(db, makeDevice(), now), { token: link.token });
    const voucher = await db.voucher.findUniqueOrThrow({
      where: { id: claimed.voucherId },
      include: { claim: true, events: true },
    });
    expect(voucher).toMatchObject({ status: "CLAIMED", linkId: link.id, claimedAt: now, expiresAt: plusDays(now, 30) });
    expect(voucher.claim).toMatchObject({ slot: 1, productSlot: 1 });
    expect(voucher.events).toMatchObject([{ kind: "CLAIMED", fromStatus: "ALLOTTED", toStatus: "CLAIMED", actorKind: "device" }]);
    expect(claimed).toMatchObject({ again: false, slot: 1, expiresAt: plusDays(now, 30) });
  });

  test("never gets longer than the voucher's own expiry, nor one that is past it", async ({ db }) => {
    const { link, allotment } = await makeClaimable(db, { quota: 2 });
    const now = new Date();
    const [first, second] = await db.voucher.findMany({ where: { allotmentId: allotment.id }, orderBy: { seq: "asc" } });
    await db.voucher.update({ where: { id: first!.id }, data: { expiresAt: now } });
    await db.voucher.update({ where: { id: second!.id }, data: { expiresAt: plusDays(now, 3) } });
    const claimed = await claimVoucher(ctxOf(db, makeDevice(), now), { token: link.token });
    expect(claimed).toMatchObject({ voucherId: second!.id, expiresAt: plusDays(now, 3) });
    expect(await attempt(db, makeDevice(), { token: link.token }, now)).toEqual({ code: "SOLD_OUT" });
  });

  test("asks again and gets the same voucher, also after the link is spent, paused or revoked", async ({ db }) => {
    const { link, distributor } = await makeClaimable(db, { quota: 1 });
    const person = makeDevice();
    const first = await claimVoucher(ctxOf(db, person), { token: link.token });
    const again = { ...first, again: true };
    expect(await claimVoucher(ctxOf(db, person), { token: link.token })).toEqual(again);
    await pauseLink(ctxOf(db, distributor.actor), { id: link.id });
    expect(await claimVoucher(ctxOf(db, person), { token: link.token })).toEqual(again);
    await revokeLink(ctxOf(db, distributor.actor), { id: link.id });
    expect(await claimVoucher(ctxOf(db, person), { token: link.token })).toEqual(again);
  });

  test("takes as many as the link and the product allow", async ({ db }) => {
    const { link } = await makeClaimable(db, { quota: 10, link: { perPersonLimit: 5 }, product: { perPersonLimit: 3 } });
    const person = makeDevice();
    const outcomes = [];
    for (const slot of [1, 2, 3, 4, 6]) outcomes.push(await attempt(db, person, { token: link.token, slot }));
    expect(outcomes.map((outcome) => outcome.code)).toEqual(["GOT", "GOT", "GOT", "LIMIT_REACHED", "LIMIT_REACHED"]);
    expect(new Set(got(outcomes)).size).toBe(3);
  });

  test("needs a phone where the link checks phones, and is then the phone's person on every device", async ({ db }) => {
    const { link } = await makeClaimable(db, { quota: 5, link: { phoneCheck: true } });
    const [one, two] = [makeDevice(), makeDevice()];
    expect(await attempt(db, one, { token: link.token })).toEqual({ code: "PHONE_REQUIRED" });
    const personId = await makePhonePerson(db, one);
    const first = await claimVoucher(ctxOf(db, one), { token: link.token });
    await makePhonePerson(db, two); // another phone is another person
    expect((await claimVoucher(ctxOf(db, two), { token: link.token })).again).toBe(false);
    const three = makeDevice();
    await makePhonePerson(db, three);
    await db.devicePerson.updateMany({ where: { deviceId: await deviceIdOf(db, three) }, data: { personId } });
    expect(await claimVoucher(ctxOf(db, three), { token: link.token })).toEqual({ ...first, again: true });
  });
});

const deviceIdOf = async (db: Db, actor: DeviceActor) =>
  (await db.device.findUniqueOrThrow({ where: { tokenHash: actor.tokenHash! } })).id;

describe("who and what is refused", () => {
  test("a wrong token is not found, whatever it looks like; guessing ends", async ({ db }) => {
    const { link } = await makeClaimable(db, { quota: 1 });
    const ip = "203.0.113.7";
    const flipped = `${link.token.slice(0, -1)}${link.token.endsWith("A") ? "B" : "A"}`;
    for (const token of ["", "x", flipped, link.token.slice(0, 20), `${link.token} `, "'; --", "领取"])
      expect(await attempt(db, { ...makeDevice(), ip }, { token }), token).toEqual({ code: "NOT_FOUND" });
    const codes = new Set<string>();
    for (let i = 0; i < 60; i++) codes.add((await attempt(db, { ...makeDevice(), ip }, { token: `guess-${i}` })).code);
    expect(codes).toEqual(new Set(["NOT_FOUND", "TOO_MANY_REQUESTS"]));
    expect((await attempt(db, { ...makeDevice(), ip }, { token: link.token })).code).toBe("TOO_MANY_REQUESTS");
    expect((await attempt(db, { ...makeDevice(), ip: "203.0.113.8" }, { token: link.token })).code).toBe("GOT");
  });

  test("only a browser claims, and only one that keeps its cookie", async ({ db }) => {
    const { link, distributor } = await makeClaimable(db, { quota: 1 });
    const staff = await makeStaff(db);
    for (const actor of [staff, distributor.actor, { kind: "public" as const }])
      expect((await tell(Promise.resolve().then(() => claimVoucher(ctxOf(db, actor), { token: link.token })))).code).toMatch(
        /FORBIDDEN|UNAUTHENTICATED/,
      );
    expect(await attempt(db, { ...makeDevice(), tokenHash: null }, { token: link.token })).toEqual({ code: "UNAUTHENTICATED" });
  });

  test("each state of a link has its own answer, the same as linkState gives the pages", async ({ db }) => {
    const now = new Date();
    const [before, after] = [plusDays(now, -1), plusDays(now, 1)];
    const states = { OPEN: "GOT" } as Record<string, string>;
    for (const status of ["ACTIVE", "PAUSED", "REVOKED"] as const)
      for (const [opensAt, closesAt] of [
        [null, null],
        [after, null],
        [before, now],
        [now, after],
        [null, before],
        [after, plusDays(after, 1)],
      ] as const) {
        const terms = { status, opensAt, closesAt };
        const { link } = await makeClaimable(db, { quota: 1, link: terms });
        const state = linkState(terms, now);
        expect((await attempt(db, makeDevice(), { token: link.token }, now)).code, JSON.stringify(terms)).toBe(
          states[state] ?? state,
        );
      }
    const { link } = await makeClaimable(db, { quota: 1, product: { validityKind: "FIXED", validUntil: now, validDays: null } });
    expect(await attempt(db, makeDevice(), { token: link.token }, now)).toEqual({ code: "ENDED" });
  });
});

describe("races", () => {
  test("3,000 people for 100 vouchers: exactly 100, all different, everybody else is told the truth", async ({ db }) => {
    const { link } = await makeClaimable(db, { quota: 100 });
    const outcomes = await Promise.all(many(3000, () => attempt(db, makeDevice(), { token: link.token })));
    expect(countOf(outcomes)).toEqual({ GOT: 100, SOLD_OUT: 2900 });
    expect(new Set(got(outcomes)).size).toBe(100);
    expect(await db.voucher.count({ where: { linkId: link.id, status: "CLAIMED" } })).toBe(100);
    expect(await db.voucherEvent.count({ where: { linkId: link.id, kind: "CLAIMED" } })).toBe(100);
  });

  test("a tenth lets go again: nobody hears sold out while one is still obtainable", async ({ db }) => {
    const { link } = await makeClaimable(db, { quota: 100 });
    let lastGot = 0;
    let firstSoldOut = Number.POSITIVE_INFINITY;
    const claim = async (index: number): Promise<Outcome> => {
      const ctx = ctxOf(db, makeDevice());
      const run = () => (index % 10 === 0 ? claimAndLetGo(ctx, link.token) : claimVoucher(ctx, { token: link.token }));
      const outcome = await tell(run()).catch(() => ({ code: "LET_GO" }));
      if (outcome.code === "GOT") lastGot = Math.max(lastGot, performance.now());
      if (outcome.code === "SOLD_OUT") firstSoldOut = Math.min(firstSoldOut, performance.now());
      return outcome;
    };
    const outcomes = await Promise.all(many(3000, claim));
    const counts = countOf(outcomes);
    expect(counts.GOT).toBe(100);
    expect(counts.BUSY).toBeUndefined();
    expect((counts.SOLD_OUT ?? 0) + (counts.LET_GO ?? 0)).toBe(2900);
    expect(counts.LET_GO).toBeGreaterThan(0);
    expect(new Set(got(outcomes)).size).toBe(100);
    expect(await db.claim.count({ where: { linkId: link.id } })).toBe(100);
    expect(firstSoldOut).toBeGreaterThan(lastGot - 50); // clocks of two awaits: a few milliseconds of noise
  });

  test.for(["lets go", "keeps it"])(
    "the last one is in somebody's hands, and he %s: the next waits for that",
    async (end, { db }) => {
      const { link } = await makeClaimable(db, { quota: 1 });
      const holder = inTransaction(ctxOf(db, makeDevice()), async (tx) => {
        await claimVoucher(tx, { token: link.token });
        await sleep(300);
        if (end === "lets go") throw new Error(end);
      }).catch(() => undefined);
      await sleep(100);
      const next = await attempt(db, makeDevice(), { token: link.token });
      expect(next.code).toBe(end === "lets go" ? "GOT" : "SOLD_OUT");
      await holder;
    },
  );

  test("one person from 50 connections gets one voucher, the same every time", async ({ db }) => {
    const { link } = await makeClaimable(db, { quota: 100 });
    const person = makeDevice();
    const outcomes = await Promise.all(many(50, () => attempt(db, person, { token: link.token })));
    expect(countOf(outcomes)).toEqual({ GOT: 50 });
    expect(new Set(got(outcomes)).size).toBe(1);
    expect(await db.voucher.count({ where: { linkId: link.id, status: "CLAIMED" } })).toBe(1);
  });

  test("a limit of 3 is 3, however many slots are asked for at once", async ({ db }) => {
    const { link } = await makeClaimable(db, { quota: 100, link: { perPersonLimit: 3 } });
    const person = makeDevice();
    const outcomes = await Promise.all(many(60, (index) => attempt(db, person, { token: link.token, slot: 1 + (index % 6) })));
    expect(countOf(outcomes)).toEqual({ GOT: 30, LIMIT_REACHED: 30 });
    expect(new Set(got(outcomes)).size).toBe(3);
  });

  test("the product's limit holds over two links at once", async ({ db }) => {
    const { link, distributor, product } = await makeClaimable(db, {
      quota: 20,
      link: { perPersonLimit: 2 },
      product: { perPersonLimit: 2 },
    });
    const where = { distributorId: distributor.id, productId: product.id };
    const allotment = await makeAllotment(db, { ...where, quantity: 20 });
    const other = await makeLink(db, { ...where, allotmentId: allotment.id, quota: 20, perPersonLimit: 2 });
    const person = makeDevice();
    const tokens = [link.token, other.token];
    const outcomes = await Promise.all(
      many(40, (index) => attempt(db, person, { token: tokens[index % 2]!, slot: 1 + ((index >> 1) % 2) })),
    );
    expect(new Set(got(outcomes)).size).toBe(2);
    expect(new Set(outcomes.map((outcome) => outcome.code))).toEqual(new Set(["GOT", "LIMIT_REACHED"]));
    expect(await db.claim.count({ where: { productId: product.id } })).toBe(2);
  });

  test("a revocation in the middle: every voucher is either claimed or back in the allotment", async ({ db }) => {
    const { link, distributor, allotment } = await makeClaimable(db, { quota: 1000 });
    const before = many(150, () => attempt(db, makeDevice(), { token: link.token }));
    const during: Promise<Outcome>[] = [];
    const asking = setInterval(() => during.push(attempt(db, makeDevice(), { token: link.token })), 1);
    const { returned } = await revokeLink(ctxOf(db, distributor.actor), { id: link.id });
    clearInterval(asking);
    const after = many(50, () => attempt(db, makeDevice(), { token: link.token }));
    expect(countOf(await Promise.all(after))).toEqual({ REVOKED: 50 });
    const outcomes = await Promise.all([...before, ...during, ...after]);
    const taken = got(outcomes).length;
    expect(new Set(Object.keys(countOf(outcomes)))).toEqual(new Set(["GOT", "REVOKED"]));
    expect(taken + returned).toBe(1000);
    const where = { allotmentId: allotment.id };
    expect(await db.voucher.count({ where: { ...where, status: "CLAIMED", linkId: link.id } })).toBe(taken);
    expect(await db.voucher.count({ where: { ...where, status: "ALLOTTED", linkId: null } })).toBe(returned);
    expect(await db.claim.count({ where: { linkId: link.id } })).toBe(taken);
  });

  test("a pause in the middle: who asks after it is refused, and the rest stays", async ({ db }) => {
    const { link, distributor } = await makeClaimable(db, { quota: 300 });
    const early = many(200, () => attempt(db, makeDevice(), { token: link.token }));
    await pauseLink(ctxOf(db, distributor.actor), { id: link.id });
    const late = await Promise.all(many(50, () => attempt(db, makeDevice(), { token: link.token })));
    expect(countOf(late)).toEqual({ PAUSED: 50 });
    const outcomes = await Promise.all(early);
    expect(got(outcomes).length + (countOf(outcomes).PAUSED ?? 0)).toBe(200);
    expect(await db.voucher.count({ where: { linkId: link.id, status: "ALLOTTED" } })).toBe(300 - got(outcomes).length);
  });

  test("the closing second: before it a voucher, from it on the end", async ({ db }) => {
    const closesAt = new Date(Date.now() + 60_000);
    const { link } = await makeClaimable(db, { quota: 100, link: { closesAt } });
    const at = (index: number) => new Date(closesAt.getTime() + (index % 2 === 0 ? -1 : 0));
    const outcomes = await Promise.all(many(100, (index) => attempt(db, makeDevice(), { token: link.token }, at(index))));
    expect(outcomes.every(({ code }, index) => code === (index % 2 === 0 ? "GOT" : "ENDED"))).toBe(true);
  });

  test("more is added while people wait", async ({ db }) => {
    const { distributor, product } = await makeClaimable(db, { quota: 1 });
    const where = { distributorId: distributor.id, productId: product.id };
    const allotment = await makeAllotment(db, { ...where, quantity: 15 });
    const link = await makeLink(db, { ...where, allotmentId: allotment.id, quota: 10 });
    const outcomes = await Promise.all([
      ...many(40, () => attempt(db, makeDevice(), { token: link.token })),
      changeLink(ctxOf(db, distributor.actor), { id: link.id, quota: 15 }).then(() => ({ code: "ADDED" })),
    ]);
    const late = await Promise.all(many(10, () => attempt(db, makeDevice(), { token: link.token })));
    expect(new Set(got([...outcomes, ...late])).size).toBe(15);
  });
});

async function claimAndLetGo(ctx: Ctx, token: string): Promise<never> {
  return inTransaction(ctx, async (tx) => {
    await claimVoucher(tx, { token });
    await sleep(40);
    throw new Error("let go");
  });
}
