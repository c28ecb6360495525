import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished } from "vitest";
import { changeLink } from "#domain/link/change-link.ts";
import type { DeviceActor } from "#lib/context.ts";
import type { Db } from "#lib/db.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeAllotment, makeClaimable, makeDevice, makeLink } from "#test/factories.ts";
import { claimVoucher } from "./claim-voucher.ts";
import { type SoldOut, soldOutMemory } from "./remember-soldout.ts";

/** A memory that has heard the database once, and how often the database was asked. */
async function memoryOf(url: string): Promise<SoldOut> {
  const memory = soldOutMemory(url);
  onTestFinished(() => memory.close());
  for (let i = 0; memory.mark() === 0 && i < 500; i += 1) await sleep(10);
  return memory;
}

const ask = async (db: Db, memory: SoldOut, token: string, device: DeviceActor = makeDevice()) => {
  try {
    return (await claimVoucher(ctxOf(db, device), { token }, memory)).again ? "AGAIN" : "GOT";
  } catch (error) {
    return (error as { code: string }).code;
  }
};

/** What is asked while the database is out of reach is answered from memory or not at all. */
const away = { $connect: true } as unknown as Db;

test("sold out is known without asking; who has one still gets it; stock that returns is given at once", async ({ db, url }) => {
  const { distributor, product } = await makeClaimable(db, { quota: 1 });
  const where = { distributorId: distributor.id, productId: product.id };
  const allotment = await makeAllotment(db, { ...where, quantity: 12 });
  const link = await makeLink(db, { ...where, allotmentId: allotment.id, quota: 2 });
  const memory = await memoryOf(url);
  const owner = makeDevice();
  expect([await ask(db, memory, link.token, owner), await ask(db, memory, link.token)]).toEqual(["GOT", "GOT"]);
  expect(await ask(db, memory, link.token)).toBe("SOLD_OUT");
  await until(async () => (await ask(away, memory, link.token)) === "SOLD_OUT");
  expect(await ask(db, memory, link.token, owner)).toBe("AGAIN");

  await changeLink(ctxOf(db, distributor.actor), { id: link.id, quota: 7 });
  await heard(memory);
  const answers = await Promise.all(Array.from({ length: 30 }, () => ask(db, memory, link.token)));
  expect(answers.filter((answer) => answer === "GOT")).toHaveLength(5);
});

test("under a rush with stock coming and going nobody is refused while one is left", async ({ db, url }) => {
  const { distributor, product } = await makeClaimable(db, { quota: 1 });
  const where = { distributorId: distributor.id, productId: product.id };
  const allotment = await makeAllotment(db, { ...where, quantity: 400 });
  const link = await makeLink(db, { ...where, allotmentId: allotment.id, quota: 1 });
  const memory = await memoryOf(url);
  let given = 0;
  for (let quota = 1; quota <= 331; quota += 30) {
    if (quota > 1) {
      await changeLink(ctxOf(db, distributor.actor), { id: link.id, quota });
      await heard(memory);
    }
    const answers = await Promise.all(Array.from({ length: 60 }, () => ask(db, memory, link.token)));
    given += answers.filter((answer) => answer === "GOT").length;
    expect(given, `after ${quota}`).toBe(quota);
  }
});

/** A notice takes a moment to come; what is told in that moment was true when the database last spoke. */
async function heard(memory: SoldOut): Promise<void> {
  const before = memory.mark();
  const started = Date.now();
  while (memory.mark() === before && Date.now() - started < 50) await sleep(1);
  await sleep(5);
}

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200; i += 1) {
    if (await done().catch(() => false)) return;
    await sleep(10);
  }
  throw new Error("it did not become true");
}
