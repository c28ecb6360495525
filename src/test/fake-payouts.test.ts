import { expect, test } from "vitest";
import type { SendPayout } from "#adapters/payout/payout.ts";
import { FakeClock } from "./fake-faults.ts";
import { FakePayouts } from "./fake-payouts.ts";

const order = (outNo: string, amountMinor = 5_000n): SendPayout => ({
  outNo,
  amountMinor,
  currency: "CNY",
  payee: { kind: "WECHAT", number: `payee of ${outNo}`, holderName: "林小姐" },
  memo: "",
  notifyUrl: "",
});
const ask = (outNo: string) => ({ outNo, ref: null });

test("each fault once", async () => {
  const fake = new FakePayouts({ clock: new FakeClock(new Date("2026-11-20T00:00:00Z")) });
  const send = async (fault: Parameters<FakePayouts["faults"]["behave"]>[0], outNo: string) => {
    fake.faults.behave(fault);
    return (await fake.send(order(outNo))).state;
  };
  expect(await send("ok", "1")).toBe("PAID");
  expect(await send("timeout-before", "2")).toBe("UNKNOWN");
  expect(await fake.query(ask("2"))).toEqual({ state: "NOT_FOUND" });
  for (const [fault, outNo] of [
    ["timeout-after", "3"],
    ["error-after", "4"],
    ["mis-signed", "5"],
    ["never-seen", "6"],
  ] as const) {
    expect(await send(fault, outNo)).toBe("UNKNOWN");
    expect(await fake.query(ask(outNo))).toMatchObject({ state: "PAID" });
    expect(await send("ok", outNo)).toBe("PAID");
  }
  expect(await send("not-found", "7")).toBe("UNKNOWN");
  expect(await fake.query(ask("7"))).toEqual({ state: "NOT_FOUND" });
  fake.pass(300_000);
  expect(await fake.query(ask("7"))).toMatchObject({ state: "PAID" });
  expect(await send("balance-short", "8")).toBe("FAILED");
  expect(await send("ok", "8")).toBe("PAID");
  expect(await send("refused", "9")).toBe("FAILED");
  expect(await send("ok", "9")).toBe("FAILED");
  expect(await send("wait", "10")).toBe("WAITING");
  expect(await send("wait-past-24h", "11")).toBe("WAITING");
  expect(await send("return", "12")).toBe("PAID");
  expect(fake.confirm("10")).toBe(true);
  fake.pass(25 * 3_600_000);
  expect(await fake.query(ask("11"))).toMatchObject({ state: "WAITING" });
  fake.pass(72 * 3_600_000);
  expect(await fake.query(ask("11"))).toMatchObject({ state: "CANCELLED" });
  expect(await fake.query(ask("12"))).toMatchObject({ state: "RETURNED" });
  expect(fake.movements.filter(({ outNo }) => outNo === "12").map(({ amountMinor }) => amountMinor)).toEqual([5_000n, -5_000n]);
  for (const outNo of ["1", "3", "4", "5", "6", "7", "8", "10"]) expect(fake.paidUnder(outNo)).toBe(5_000n);
});

test("the same seed misbehaves in the same way", async () => {
  const run = async (seed: number) => {
    const fake = new FakePayouts({ seed, share: 0.3, clock: new FakeClock(new Date(0)) });
    for (let i = 0; i < 200; i++) await fake.send(order(String(i)));
    return { faults: fake.requests.map(({ fault }) => fault ?? "-").join(), notices: fake.notices().length };
  };
  expect(await run(7)).toEqual(await run(7));
  expect((await run(7)).faults).not.toBe((await run(8)).faults);
});
