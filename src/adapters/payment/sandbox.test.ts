import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { sandboxPayouts } from "../payout/sandbox.ts";
import { confirmSandboxPayout } from "../payout/sandbox-payout.ts";
import { decideSandboxOrder, readSandboxOrder, sandboxPayments } from "./sandbox.ts";
import { sandboxBooks } from "./sandbox-books.ts";
import { sandboxNotice } from "./sandbox-notice.ts";

vi.stubEnv("DATABASE_URL", "postgresql://nobody@127.0.0.1/none"); // the settings are read whole; nothing here asks it
const folder = mkdtempSync(path.join(tmpdir(), "kayisu-sandbox-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const books = sandboxBooks(folder);
let at = new Date("2026-11-20T02:00:00Z");
const now = () => at;
const pass = (ms: number) => {
  at = new Date(at.getTime() + ms);
};
const payments = sandboxPayments(books, now);
const payouts = sandboxPayouts(books, now);
const order = (outNo: string, amountMinor = 10_000n) => ({
  outNo,
  method: "SANDBOX" as const,
  amountMinor,
  currency: "CNY",
  title: "充值",
  expiresAt: new Date(at.getTime() + 900_000),
  notifyUrl: "http://localhost/n",
  returnUrl: "http://localhost/r",
  payerIp: null,
});
const payout = (outNo: string, amountMinor: bigint, holderName = "林小姐") => ({
  outNo,
  amountMinor,
  currency: "CNY",
  payee: { kind: "WECHAT" as const, number: "openid-1", holderName },
  memo: "佣金",
  notifyUrl: "http://localhost/n",
});

describe("money in", () => {
  test("open until somebody decides; the first decision of many counts", async () => {
    expect(await payments.query({ outNo: "A1", ref: null })).toEqual({ state: "NOT_FOUND" });
    expect(await payments.start(order("A1"))).toMatchObject({ state: "PENDING", handoff: { kind: "redirect" } });
    expect(await payments.query({ outNo: "A1", ref: null })).toEqual({ state: "PENDING" });
    const decisions = (["PAID", "FAILED", "CLOSED", "PAID", "FAILED"] as const).map((state) =>
      decideSandboxOrder("A1", state, sandboxBooks(folder), at),
    );
    const states = new Set((await Promise.all(decisions)).map((each) => each?.state));
    expect(states.size).toBe(1);
    expect((await readSandboxOrder("A1", books, at))?.state).toBe([...states][0]);
  });

  test("paid, and then it is too late to close; a used number takes no other amount", async () => {
    await payments.start(order("A2"));
    await decideSandboxOrder("A2", "PAID", books, at);
    expect(await payments.close({ outNo: "A2", ref: null })).toMatchObject({
      state: "PAID",
      amountMinor: 10_000n,
      feeMinor: 60n,
    });
    expect(await payments.start(order("A2", 20_000n))).toMatchObject({ state: "FAILED" });
  });

  test("closes by itself", async () => {
    await payments.start(order("A3"));
    pass(900_000);
    expect(await payments.query({ outNo: "A3", ref: null })).toMatchObject({ state: "CLOSED" });
    expect((await decideSandboxOrder("A3", "PAID", books, at))?.state).toBe("CLOSED");
  });

  test("refunds, never more than was paid", async () => {
    await payments.start(order("A4"));
    await decideSandboxOrder("A4", "PAID", books, at);
    const refund = (refundNo: string, amountMinor: bigint) =>
      payments.refund({ ...order("A4"), ref: null, refundNo, amountMinor, totalMinor: 10_000n, reason: "" });
    expect(await refund("R1", 6_000n)).toMatchObject({ state: "DONE", amountMinor: 6_000n });
    expect(await refund("R1", 6_000n)).toMatchObject({ state: "DONE" });
    expect(await refund("R2", 4_100n)).toMatchObject({ state: "FAILED" });
    expect(await refund("R3", 2_001n)).toMatchObject({ state: "UNKNOWN" });
    expect(await payments.queryRefund({ outNo: "A4", refundNo: "R3", ref: null })).toMatchObject({ state: "DONE" });
    expect(await payments.queryRefund({ outNo: "A4", refundNo: "R9", ref: null })).toEqual({ state: "NOT_FOUND" });
  });

  test("notices are signed and not old", async () => {
    const notice = sandboxNotice("A4", "paid", at);
    expect(await payments.readNotice(notice)).toMatchObject({ eventId: "paid:A4", outNo: "A4" });
    await expect(payments.readNotice({ ...notice, body: notice.body.replace("A4", "A5") })).rejects.toThrow("signature");
    pass(301_000);
    await expect(payments.readNotice(notice)).rejects.toThrow("too old");
  });
});

describe("money out: each fate", () => {
  const send = (outNo: string, amountMinor: bigint, name?: string) => payouts.send(payout(outNo, amountMinor, name));
  const query = (outNo: string) => payouts.query({ outNo, ref: null });

  test("paid at once, and once under its number", async () => {
    expect(await send("P1", 5_000n)).toMatchObject({ state: "PAID", amountMinor: 5_000n });
    expect(await send("P1", 5_000n)).toMatchObject({ state: "PAID" });
    expect(await send("P1", 5_100n)).toMatchObject({ state: "UNKNOWN" });
    expect(await query("P0")).toEqual({ state: "NOT_FOUND" });
  });

  test("by amount or by name", async () => {
    expect(await send("P2", 5_001n)).toMatchObject({ state: "UNKNOWN" });
    expect(await query("P2")).toMatchObject({ state: "PAID" });
    expect(await send("P3", 5_002n)).toMatchObject({ state: "FAILED" });
    expect(await send("P4", 5_000n, "王失败")).toMatchObject({ state: "FAILED" });
    expect(await send("P5", 5_005n)).toMatchObject({ state: "FAILED", balanceShort: true });
    expect(await send("P5", 5_005n)).toMatchObject({ state: "PAID" });
    expect(await send("P6", 5_006n)).toMatchObject({ state: "PENDING" });
    expect(await send("P7", 5_007n)).toMatchObject({ state: "UNKNOWN" });
    expect(await query("P7")).toMatchObject({ state: "UNKNOWN" });
    expect(await send("P8", 5_004n)).toMatchObject({ state: "PAID" });
    pass(60_000);
    expect(await query("P6")).toMatchObject({ state: "PAID" });
    expect(await query("P8")).toMatchObject({ state: "RETURNED" });
  });

  test("waits for the payee: he confirms, we take it back, or the day ends", async () => {
    for (const outNo of ["W1", "W2", "W3"]) expect(await send(outNo, 5_003n)).toMatchObject({ state: "WAITING" });
    expect(await confirmSandboxPayout("W1", books, at)).toMatchObject({ state: "PAID" });
    expect(await payouts.cancel({ outNo: "W1", ref: null })).toMatchObject({ state: "PAID" });
    expect(await payouts.cancel({ outNo: "W2", ref: null })).toMatchObject({ state: "CANCELLED" });
    expect(await confirmSandboxPayout("W2", books, at)).toMatchObject({ state: "CANCELLED" });
    pass(86_400_000);
    expect(await query("W3")).toMatchObject({ state: "CANCELLED" });
  });
});

test("the statement of a day names every movement, the day after", async () => {
  expect(await payments.downloadStatement("2026-11-21")).toBeNull();
  const lines = (await payments.downloadStatement("2026-11-20"))!;
  const told = lines.map(({ kind, outNo, amountMinor }) => `${kind} ${outNo} ${amountMinor}`).sort();
  expect(told.filter((text) => !text.startsWith("PAYMENT A1"))).toEqual([
    "PAYMENT A2 10000",
    "PAYMENT A4 10000",
    ...["P1 -5000", "P2 -5001", "P5 -5005", "P6 -5006", "P8 -5004", "W1 -5003"].map((text) => `PAYOUT ${text}`),
    ...["R1 -6000", "R3 -2001"].map((text) => `REFUND ${text}`),
    "RETURN P8 5004",
  ]);
});
