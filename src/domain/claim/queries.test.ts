import { describe, expect } from "vitest";
import { pauseLink } from "#domain/link/pause-link.ts";
import { revokeLink } from "#domain/link/revoke-link.ts";
import { deviceIds } from "#domain/person/rules.ts";
import type { Actor, DeviceActor } from "#lib/context.ts";
import type { Db } from "#lib/db.ts";
import { plusDays } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeClaimable, makeDevice, makeDistributor, makeStaff } from "#test/factories.ts";
import { claimVoucher } from "./claim-voucher.ts";
import { openLink } from "./queries.ts";
import { listClaims } from "./queries-claims.ts";
import { countWallet, getOwnState, getOwnVoucher, listWallet } from "./queries-wallet.ts";
import { closesAt, freeSlot, walletTab } from "./rules.ts";

const code = (work: () => Promise<unknown>) =>
  Promise.resolve()
    .then(work)
    .then(
      () => "OK",
      (error) => error.code ?? error.message,
    );

/** The same browser on its next page, when its persons are known. */
const known = (device: DeviceActor): DeviceActor => {
  const { deviceId, ownPersonId } = deviceIds(device.tokenHash!);
  return { ...device, deviceId, personIds: [ownPersonId] };
};

async function claimed(db: Db, quota = 2, limit = 2) {
  const made = await makeClaimable(db, { quota, link: { perPersonLimit: limit } });
  const device = makeDevice();
  const { voucherId } = await claimVoucher(ctxOf(db, device), { token: made.link.token });
  return { ...made, device: known(device), voucherId };
}

describe("a claim page", () => {
  test("opening it claims nothing and remembers nothing", async ({ db }) => {
    const { link } = await makeClaimable(db, { quota: 1 });
    const before = await db.device.count();
    for (let i = 0; i < 3; i++) expect((await openLink(ctxOf(db, makeDevice()), link.token)).state).toBe("OPEN");
    expect(await db.claim.count({ where: { linkId: link.id } })).toBe(0);
    expect(await db.device.count()).toBe(before);
  });

  test("tells each state, what is mine, and which slot comes next", async ({ db }) => {
    const { link, device, voucherId, distributor } = await claimed(db);
    const mine = () => openLink(ctxOf(db, device), link.token);
    expect(await mine()).toMatchObject({ state: "OPEN", nextSlot: 2, limit: 2, mine: [{ voucherId, slot: 1 }] });
    await claimVoucher(ctxOf(db, device), { token: link.token, slot: 2 });
    expect(await mine()).toMatchObject({ state: "SOLD_OUT", nextSlot: null });
    expect(await openLink(ctxOf(db, makeDevice()), link.token)).toMatchObject({ state: "SOLD_OUT", mine: [], nextSlot: 1 });
    await pauseLink(ctxOf(db, distributor.actor), { id: link.id });
    expect((await mine()).state).toBe("PAUSED");
    await revokeLink(ctxOf(db, distributor.actor), { id: link.id });
    expect(await mine()).toMatchObject({ state: "REVOKED", mine: [{ slot: 1 }, { slot: 2 }] });
    const later = await makeClaimable(db, { quota: 1, link: { opensAt: plusDays(new Date(), 1) } });
    expect((await openLink(ctxOf(db, device), later.link.token)).state).toBe("NOT_OPEN_YET");
    expect(await code(() => openLink(ctxOf(db, device), "no-such-token"))).toBe("NOT_FOUND");
  });

  test("shows no price of ours and no amount of stock", async ({ db }) => {
    const { link } = await makeClaimable(db, { quota: 7 });
    const shown = Object.keys(await openLink(ctxOf(db, makeDevice()), link.token)).join();
    expect(shown).not.toMatch(/quota|left|cost|floor|distributor/i);
    expect(Object.keys((await openLink(ctxOf(db, makeDevice()), link.token)).product)).not.toContain("costMinor");
  });
});

describe("a wallet", () => {
  test("holds this browser's vouchers and nobody else's", async ({ db }) => {
    const { device, voucherId } = await claimed(db);
    const other = known(makeDevice());
    expect((await listWallet(ctxOf(db, device))).items.map((item) => item.voucher.id)).toEqual([voucherId]);
    expect((await getOwnVoucher(ctxOf(db, device), voucherId)).tab).toBe("usable");
    expect(await getOwnState(ctxOf(db, device), { voucherId })).toEqual({ tab: "usable" });
    expect((await listWallet(ctxOf(db, other))).items).toEqual([]);
    for (const actor of [other, makeDevice()]) {
      expect(await code(() => getOwnVoucher(ctxOf(db, actor), voucherId))).toBe("NOT_FOUND");
      expect(await code(() => getOwnState(ctxOf(db, actor), { voucherId }))).toBe("NOT_FOUND");
    }
    expect(await code(() => getOwnVoucher(ctxOf(db, device), "not-an-id"))).toBe("NOT_FOUND");
    expect(
      JSON.stringify(await getOwnVoucher(ctxOf(db, device), voucherId), (_, v) => (typeof v === "bigint" ? `${v}` : v)),
    ).not.toMatch(/seal|codeIndex/i);
  });

  test("sorts them into the same drawers in SQL as in rules", async ({ db }) => {
    const { device, voucherId } = await claimed(db);
    const now = new Date();
    const states = [
      { status: "CLAIMED", expiresAt: null },
      { status: "CLAIMED", expiresAt: plusDays(now, 1) },
      { status: "CLAIMED", expiresAt: plusDays(now, -1) },
      { status: "EXPIRED", expiresAt: plusDays(now, -1) },
    ] as const;
    for (const state of states) {
      await db.voucher.update({ where: { id: voucherId }, data: state });
      if (state.status === "EXPIRED") await noteExpiry(db, voucherId);
      const tab = walletTab(state, now);
      const counts = await countWallet(ctxOf(db, device, now));
      expect(counts, JSON.stringify(state)).toEqual({ usable: 0, used: 0, expired: 0, [tab]: 1 });
    }
  });
});

const noteExpiry = (db: Db, voucherId: string) =>
  db.voucherEvent.create({
    data: { voucherId, at: new Date(), kind: "EXPIRED", fromStatus: "CLAIMED", toStatus: "EXPIRED", actorKind: "system" },
  });

describe("a link's claims", () => {
  test("are seen by its distributor and by staff, with no phone in full", async ({ db }) => {
    const { link, distributor, voucherId } = await claimed(db);
    const see = (actor: Actor) => listClaims(ctxOf(db, actor), { linkId: link.id });
    expect((await see(distributor.actor)).items).toMatchObject([{ slot: 1, voucher: { id: voucherId, status: "CLAIMED" } }]);
    expect((await see(await makeStaff(db, "AUDITOR"))).items).toHaveLength(1);
    expect((await see((await makeDistributor(db)).actor)).items).toEqual([]);
    expect(await code(() => see(makeDevice()))).toBe("FORBIDDEN");
  });
});

test("slots and closing times", () => {
  expect(freeSlot([], 1)).toBe(1);
  expect(freeSlot([1, 3], 3)).toBe(2);
  expect(freeSlot([1, 2], 2)).toBeNull();
  const [one, two] = [new Date(1), new Date(2)];
  expect(closesAt({ closesAt: two }, { validityKind: "FIXED", validUntil: one })).toEqual(one);
  expect(closesAt({ closesAt: one }, { validityKind: "FIXED", validUntil: two })).toEqual(one);
  expect(closesAt({ closesAt: null }, { validityKind: "FIXED", validUntil: two })).toEqual(two);
  expect(closesAt({ closesAt: null }, { validityKind: "DAYS_AFTER_CLAIM", validUntil: two })).toBeNull();
});
