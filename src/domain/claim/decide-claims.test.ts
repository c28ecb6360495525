import fc from "fast-check";
import { expect } from "vitest";
import { linkTokenHash } from "#domain/link/derive-token.ts";
import { pauseLink } from "#domain/link/pause-link.ts";
import { deviceIds } from "#domain/person/rules.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeClaimable, makeDevice } from "#test/factories.ts";
import { type Answer, decideClaims, type Wish } from "./decide-claims.ts";

type Said = { gate: string; got: boolean; again: boolean; left: boolean | null };

test("together or one by one: the same answers, and nobody gets two", { timeout: 120_000 }, async ({ db }) => {
  const shape = fc.record({
    quota: fc.integer({ min: 1, max: 8 }),
    perPerson: fc.integer({ min: 1, max: 3 }),
    productLimit: fc.integer({ min: 1, max: 3 }),
    closes: fc.option(fc.integer({ min: -3, max: 3 })),
    paused: fc.boolean(),
    asksAt: fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 6, maxLength: 6 }),
    wishes: fc.array(fc.record({ who: fc.nat(5), slot: fc.integer({ min: 1, max: 4 }) }), {
      maxLength: 12,
      minLength: 1,
    }),
  });
  await fc.assert(
    fc.asyncProperty(shape, async (given) => {
      const start = Date.now();
      const closesAt = given.closes === null ? null : new Date(start + given.closes);
      const people = Array.from({ length: 6 }, () => makeDevice().tokenHash!);
      const wishes: Wish[] = given.wishes.map(({ who, slot }) => ({
        ...{
          ...deviceIds(people[who]!),
          tokenHash: people[who]!,
          slot,
          ip: null,
          locale: null,
          now: new Date(start + given.asksAt[who]!),
        },
      }));
      wishes.sort((a, b) => (a.deviceId < b.deviceId ? -1 : a.deviceId > b.deviceId ? 1 : 0)); // a batch serves them in this order
      const claimable = async () => {
        const made = await makeClaimable(db, {
          quota: given.quota,
          link: { perPersonLimit: given.perPerson, closesAt },
          product: { perPersonLimit: given.productLimit },
        });
        if (given.paused) await pauseLink(ctxOf(db, made.distributor.actor), { id: made.link.id });
        return { hash: linkTokenHash(made.link.token), id: made.link.id };
      };
      const [alone, together] = [await claimable(), await claimable()];
      const one: Said[] = [];
      for (const wish of wishes) one.push(say((await decideClaims({ db }, alone.hash, [wish]))![0]!));
      // Whoever lost to his own other wish, or found the last one still held, asks again, as the command does.
      const all: Said[] = [];
      let open = wishes.map((wish, pos) => ({ wish, pos }));
      for (let round = 0; open.length > 0 && round < 20; round += 1) {
        const answers = (await decideClaims(
          { db },
          together.hash,
          open.map(({ wish }) => wish),
        ))!;
        open.forEach(({ pos }, index) => {
          all[pos] = say(answers[index]!);
        });
        open = open.filter(({ pos }) => all[pos]!.gate === "OPEN" && !all[pos]!.got && all[pos]!.left);
      }
      expect(open).toEqual([]);
      expect(count(all)).toEqual(count(one));
      for (const id of [alone.id, together.id])
        expect(await db.claim.count({ where: { linkId: id } })).toBe(
          await db.voucher.count({ where: { linkId: id, status: "CLAIMED" } }),
        );
    }),
    { numRuns: 40 },
  );
});

const say = (answer: Answer): Said => ({
  gate: answer.gate,
  got: answer.voucherId !== null,
  again: answer.again,
  left: answer.left,
});

/** How many are given, again, sold out or refused, and why. */
function count(said: readonly Said[]): Record<string, number> {
  const result: Record<string, number> = {};
  for (const { gate, got, again, left } of said) {
    const key = got ? (again ? "again" : "got") : gate === "OPEN" ? `sold out ${left}` : gate;
    result[key] = (result[key] ?? 0) + 1;
  }
  return result;
}
