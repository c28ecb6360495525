import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PayoutReply } from "#adapters/payout/payout.ts";
import { day, hour, minute, second } from "#lib/time.ts";
import { type AttemptState, attemptStates, itemStatusOf } from "./rules.ts";
import { afterNoAnswer, judge, type Known, nextQuery, resendFor, unknownFor } from "./rules-reply.ts";

const t0 = new Date("2026-11-22T02:00:00Z");
const plus = (ms: number) => new Date(t0.getTime() + ms);
const known = (state: AttemptState, more: Partial<Known> = {}): Known => ({
  ...{ state, amountMinor: 100n, sentAt: t0, createdAt: t0, confirmBy: null },
  ...more,
});
const policy = { inFlightMs: 5 * minute, mayResend: true };
const paid: PayoutReply = { state: "PAID", ref: "r", amountMinor: 100n, feeMinor: 1n, at: t0 };
const failed: PayoutReply = { state: "FAILED", reason: "no such account" };
const unknown: PayoutReply = { state: "UNKNOWN", reason: "timeout" };
const notFound: PayoutReply = { state: "NOT_FOUND" };
const waiting: PayoutReply = { state: "WAITING", ref: null, confirm: "x", confirmBy: plus(day) };
const returned: PayoutReply = { state: "RETURNED", ref: "r", reason: "closed account" };

describe("what an answer does", () => {
  test("a definite one moves it; anything else is unknown, never a failure", () => {
    expect(judge(known("INTENT"), paid, policy, t0)).toEqual({ do: "move", to: ["PAID"] });
    expect(judge(known("INTENT"), failed, policy, t0)).toEqual({ do: "move", to: ["FAILED"] });
    expect(judge(known("INTENT"), unknown, policy, t0)).toEqual({ do: "move", to: ["UNKNOWN"] });
    expect(judge(known("INTENT"), notFound, policy, t0)).toEqual({ do: "move", to: ["UNKNOWN"] });
    expect(judge(known("INTENT"), waiting, policy, t0)).toEqual({ do: "move", to: ["WAITING"] });
  });

  test("our balance short before it was taken: it waits under its number; afterwards it is a failure like any", () => {
    const short: PayoutReply = { ...failed, balanceShort: true };
    expect(judge(known("INTENT"), short, policy, t0)).toEqual({ do: "short" });
    expect(judge(known("UNKNOWN"), short, policy, t0)).toEqual({ do: "move", to: ["FAILED"] });
  });

  test("'not found' is believed only after the in-flight time, counted from the last sending to the asking", () => {
    expect(judge(known("UNKNOWN"), notFound, policy, plus(4 * minute))).toEqual({ do: "stay" });
    expect(judge(known("UNKNOWN"), notFound, policy, plus(5 * minute))).toEqual({ do: "resend" });
    const resent = known("UNKNOWN", { sentAt: plus(10 * minute) });
    expect(judge(resent, notFound, policy, plus(9 * minute))).toEqual({ do: "stay" }); // asked before it was sent again
  });

  test("what cannot be sent again, is too old, or was seen by the provider before goes to two people", () => {
    const parked = { do: "move", to: ["PARKED"] };
    expect(judge(known("UNKNOWN"), notFound, { ...policy, mayResend: false }, plus(hour))).toEqual(parked);
    expect(judge(known("UNKNOWN"), notFound, policy, plus(resendFor))).toEqual(parked);
    expect(judge(known("PENDING"), notFound, policy, plus(hour))).toEqual(parked);
    expect(judge(known("WAITING"), notFound, policy, plus(hour))).toEqual(parked);
    expect(judge(known("PENDING"), notFound, policy, plus(second))).toEqual({ do: "stay" });
    expect(judge(known("PARKED"), notFound, policy, plus(hour))).toEqual({ do: "stay" });
  });

  test("a provider that never says anything definite: two people after a day", () => {
    expect(judge(known("UNKNOWN"), unknown, policy, plus(unknownFor))).toEqual({ do: "stay" });
    expect(judge(known("UNKNOWN"), unknown, policy, plus(unknownFor + 1))).toEqual({ do: "move", to: ["PARKED"] });
    expect(judge(known("PARKED"), unknown, policy, plus(99 * day))).toEqual({ do: "stay" });
    expect(judge(known("PENDING"), { state: "PENDING", ref: null }, policy, plus(8 * day))).toMatchObject({ to: ["PARKED"] });
    const overdue = known("WAITING", { confirmBy: plus(day) });
    expect(judge(overdue, waiting, policy, plus(day + hour))).toEqual({ do: "stay" }); // providers lag behind the 24 hours
    expect(judge(overdue, waiting, policy, plus(2 * day + 1))).toMatchObject({ to: ["PARKED"] });
  });

  test("the provider's word ends what two people were asked about", () => {
    expect(judge(known("PARKED"), paid, policy, plus(day))).toEqual({ do: "move", to: ["PAID"] });
    expect(judge(known("PARKED"), failed, policy, plus(day))).toEqual({ do: "move", to: ["FAILED"] });
  });

  test("paid may come back; also when we never saw it paid", () => {
    expect(judge(known("PAID"), returned, policy, plus(3 * day))).toEqual({ do: "move", to: ["RETURNED"] });
    expect(judge(known("UNKNOWN"), returned, policy, plus(day))).toEqual({ do: "move", to: ["PAID", "RETURNED"] });
    expect(judge(known("RETURNED"), returned, policy, plus(day))).toEqual({ do: "stay" });
  });

  test("another amount, or paid after it failed: a person must look, nothing is booked", () => {
    const other: PayoutReply = { ...paid, amountMinor: 101n };
    expect(judge(known("UNKNOWN"), other, policy, t0)).toEqual({ do: "mismatch", park: true });
    expect(judge(known("PARKED"), other, policy, t0)).toEqual({ do: "mismatch", park: false });
    for (const state of ["FAILED", "CANCELLED"] as const)
      expect(judge(known(state), paid, policy, t0)).toEqual({ do: "mismatch", park: false });
    expect(judge(known("PAID"), failed, policy, t0)).toEqual({ do: "mismatch", park: false });
    expect(judge(known("PAID"), notFound, policy, t0)).toEqual({ do: "stay" });
  });
});

/** As in the database's trigger. */
const steps = new Set(
  `INTENT>PENDING INTENT>WAITING INTENT>UNKNOWN INTENT>PAID INTENT>FAILED INTENT>CANCELLED
   PENDING>WAITING PENDING>UNKNOWN PENDING>PARKED PENDING>PAID PENDING>FAILED PENDING>CANCELLED
   WAITING>PENDING WAITING>UNKNOWN WAITING>PAID WAITING>FAILED WAITING>CANCELLED WAITING>PARKED
   UNKNOWN>PENDING UNKNOWN>WAITING UNKNOWN>PARKED UNKNOWN>PAID UNKNOWN>FAILED UNKNOWN>CANCELLED
   PARKED>PENDING PARKED>WAITING PARKED>PAID PARKED>FAILED PARKED>CANCELLED PAID>RETURNED`.split(/\s+/),
);

test("whatever is answered to whatever state at whatever time: only allowed steps, and never failed without a definite word", () => {
  const replies = [paid, failed, unknown, notFound, waiting, returned, { ...failed, balanceShort: true }] as PayoutReply[];
  replies.push({ state: "PENDING", ref: null }, { state: "CANCELLED", reason: "x" }, {
    ...paid,
    amountMinor: 99n,
  } as PayoutReply);
  fc.assert(
    fc.property(
      fc.constantFrom(...attemptStates),
      fc.constantFrom(...replies),
      fc.integer({ min: -hour, max: 40 * day }),
      fc.boolean(),
      (state, reply, age, mayResend) => {
        const verdict = judge(known(state, { confirmBy: plus(day) }), reply, { ...policy, mayResend }, plus(age));
        if (verdict.do === "resend") expect([state, reply.state, mayResend]).toEqual(["UNKNOWN", "NOT_FOUND", true]);
        if (verdict.do === "resend") expect(age).toBeGreaterThanOrEqual(policy.inFlightMs);
        if (verdict.do !== "move") return;
        for (const [i, to] of verdict.to.entries()) expect(steps).toContain(`${verdict.to[i - 1] ?? state}>${to}`);
        const last = verdict.to.at(-1)!;
        if (last === "FAILED" || last === "CANCELLED") expect(reply.state).toBe(last);
        if (last === "PAID") expect(reply).toEqual(paid);
        expect(itemStatusOf[last]).toBeDefined();
      },
    ),
    { numRuns: 5000 },
  );
});

test("questions become rarer, and then daily; the end of a confirmation is not missed", () => {
  const wait = (state: AttemptState, count: number, confirmBy?: Date) => {
    const next = nextQuery(state, count, t0, confirmBy ?? null);
    return next ? next.getTime() - t0.getTime() : null;
  };
  expect([0, 1, 2, 3].map((count) => wait("UNKNOWN", count))).toEqual([5, 10, 30, 60].map((s) => s * second));
  expect(wait("UNKNOWN", 50)).toBe(day);
  expect(wait("WAITING", 4, plus(hour))).toBe(hour + minute);
  expect(wait("PARKED", 9)).toBe(day);
  expect([0, 4, 5].map((count) => wait("PAID", count))).toEqual([day, 15 * day, null]);
  expect(wait("FAILED", 0)).toBeNull();
  expect(afterNoAnswer(t0, plus(day))).toEqual(plus(day + hour));
  expect(afterNoAnswer(t0, plus(46 * day))).toBeNull();
});
