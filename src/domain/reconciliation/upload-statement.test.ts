import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import iconv from "iconv-lite";
import { afterAll, describe, expect, vi } from "vitest";
import type { Db } from "#lib/db.ts";
import { dayKey, parseDay } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeStaff } from "#test/factories.ts";
import { makeMoved } from "#test/moved.ts";
import { bookLines } from "./book-lines.ts";
import { cashAccountIdOf } from "./collect-day.ts";
import { getDay, isStillSo, listDays, listLines } from "./queries.ts";
import { unbookLine } from "./unbook-line.ts";
import { reconcileUpload, uploadStatement } from "./upload-statement.ts";

const folder = mkdtempSync(path.join(tmpdir(), "kayisu-statements-"));
vi.stubEnv("KAYISU_DATA_DIR", folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function* inPieces(bytes: Buffer, size = 101) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const finance = async (db: Db) => ctxOf(db, await makeStaff(db, "FINANCE"));
type Asked = { provider: string; name?: string; columns?: object };
const upload = async (db: Db, bytes: Buffer, { columns, ...asked }: Asked) =>
  reconcileUpload(await finance(db), {
    ...{ name: "对账单.csv", body: inPieces(bytes), ...asked },
    ...(columns ? { columns: JSON.stringify(columns) } : {}),
  });
const linesOf = (db: Db, day: string) =>
  db.providerStatementLine.findMany({ where: { statement: { day: new Date(day) } }, orderBy: { lineId: "asc" } });

describe("each provider's file, as it comes", () => {
  test("Alipay's trades in GBK, with notes above and below", async ({ db }) => {
    const text = [
      "#支付宝业务明细查询",
      "#账号：[20881234567890]",
      "#-----------------------------------------业务明细列表----------------------------------------",
      "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,对方账户,订单金额（元）,商家实收（元）,退款批次号/请求号,服务费（元）,备注",
      "2026041022001\t,P20260410AAAAAAAAAAAAAAAA\t,交易\t,预存充值,2026-04-10 10:00:00,2026-04-10 10:00:08,\t,a***@x.com,1000.00,1000.00,\t,-6.00,",
      "2026041022001\t,P20260410AAAAAAAAAAAAAAAA\t,退款\t,预存充值,2026-04-10 10:00:00,2026-04-10 12:00:00,\t,a***@x.com,-100.00,-100.00,R20260410BBBBBBBBBBBBBBBB\t,0.60,",
      "#-----------------------------------------业务明细列表结束------------------------------------",
      "#交易合计：1笔",
    ].join("\r\n");
    const bytes = iconv.encode(text, "gb18030");
    expect(await upload(db, bytes, { provider: "ALIPAY" })).toMatchObject({ added: 2, days: ["2026-04-10"], left: 2 });
    expect(await linesOf(db, "2026-04-10")).toMatchObject([
      { lineId: "2026041022001", kind: "PAYMENT", outNo: "P20260410AAAAAAAAAAAAAAAA", amountMinor: 100_000n, feeMinor: 600n },
      {
        lineId: "2026041022001:R20260410BBBBBBBBBBBBBBBB",
        kind: "REFUND",
        amountMinor: -10_000n,
        feeMinor: -60n,
        outcome: "EXTRA",
      },
    ]);
    expect(await upload(db, bytes, { provider: "ALIPAY", name: "again.csv" })).toMatchObject({
      added: 0,
      repeated: 2,
      opened: 0,
    });
  });

  test("WeChat's trades with their backticks and totals, and its fund flow beside it", async ({ db }) => {
    const trade = [
      "\ufeff交易时间,公众账号ID,商户号,微信订单号,商户订单号,用户标识,交易类型,交易状态,微信退款单号,商户退款单号,退款金额,手续费,费率,订单金额,申请退款金额",
      "`2026-04-11 09:00:00,`wx1,`160,`4200001,`P20260411AAAAAAAAAAAAAAAA,`o1,`NATIVE,`SUCCESS,`0,`0,`0.00,`3.00000,`0.60%,`500.00,`0.00",
      "`2026-04-11 09:30:00,`wx1,`160,`4200001,`P20260411AAAAAAAAAAAAAAAA,`o1,`NATIVE,`REFUND,`5030001,`R20260411AAAAAAAAAAAAAAAA,`50.00,`-0.30000,`0.60%,`0.00,`50.00",
      "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额",
      "`2,`500.00,`50.00,`0.00,`2.70,`500.00,`50.00",
    ].join("\n");
    const fund = [
      "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号",
      "`2026-04-11 09:00:00,`4200001,`F1,`交易,`交易,`收入,`500.00,`500.00,`system,`,`P20260411AAAAAAAAAAAAAAAA",
      "`2026-04-11 18:00:00,`1000,`F2,`商家转账,`商家转账,`支出,`88.00,`409.00,`system,`,`T20260411AAAAAAAAAAAAAAAA",
      "`2026-04-11 19:00:00,`1001,`F3,`提现,`提现,`支出,`300.00,`109.00,`system,`,`",
      "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额",
      "`3,`1,`500.00,`2,`388.00",
    ].join("\n");
    await upload(db, Buffer.from(trade), { provider: "WECHAT" });
    await upload(db, Buffer.from(fund), { provider: "WECHAT" });
    expect((await linesOf(db, "2026-04-11")).map((line) => [line.lineId, line.kind, line.amountMinor, line.feeMinor])).toEqual([
      ["4200001", "PAYMENT", 50_000n, 300n],
      ["5030001", "REFUND", -5_000n, -30n],
      ["F2", "PAYOUT", -8_800n, 0n],
      ["F3", "OTHER", -30_000n, 0n],
    ]);
  });

  test("Stripe's balance in UTC; money in another currency is refused with its line", async ({ db }) => {
    const heading =
      "balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,source_id,payment_metadata[out_no]";
    const row = "txn_1,2026-04-12 17:00:00,cny,200.00,8.80,191.20,charge,ch_1,P20260413AAAAAAAAAAAAAAAA";
    await upload(db, Buffer.from([heading, row].join("\n")), { provider: "STRIPE" });
    expect(await linesOf(db, "2026-04-13")).toMatchObject([
      { lineId: "txn_1", kind: "PAYMENT", amountMinor: 20_000n, feeMinor: 880n },
    ]);
    const dollars = [heading, row, row.replace("txn_1", "txn_2").replace("cny", "usd")].join("\n");
    await expect(upload(db, Buffer.from(dollars), { provider: "STRIPE" })).rejects.toMatchObject({
      ...{ code: "UNSUPPORTED_FILE", details: { reason: "CELL", line: 3, column: "currency" } },
    });
    expect(await db.providerStatementLine.count({ where: { provider: "STRIPE" } })).toBe(1);
  });

  test("a bank's own columns: by reference, by name, and two equal transfers are two", async ({ db }) => {
    const staff = await makeStaff(db, "FINANCE");
    const seller = await makeDistributor(db);
    const day = "2026-04-14";
    const at = new Date("2026-04-14T03:00:00Z");
    for (const [i, bankReference] of ["BANK0001", "OTHER9"].entries()) {
      const money = { distributorId: seller.id, amountMinor: 10_000n + BigInt(i), bankReference, recordedById: staff.id };
      const topUp = await db.topUp.create({ data: { id: crypto.randomUUID(), ...money, createdAt: at } });
      await confirmAs(db, topUp.id, at);
    }
    const text = [
      "账号：6222000000001234",
      "交易时间,流水号,收入,支出,对方户名,附言",
      `20260414 10:00:00,bank0001,"100.00",,某人,充值`,
      `20260414 10:05:00,,"100.01",,${seller.name},转账`,
      `20260414 11:00:00,,,"12.00",银行,账户管理费`,
      `20260414 11:00:00,,,"12.00",银行,账户管理费`,
      "合计,,200.01,24.00,,",
    ].join("\n");
    const columns = { heading: 2, at: 0, id: 1, amount: null, moneyIn: 2, moneyOut: 3, payee: 4, memo: 5 };
    const bytes = iconv.encode(text, "gb18030");
    expect(await upload(db, bytes, { provider: "BANK", columns })).toMatchObject({ added: 4, left: 2 });
    const lines = await linesOf(db, day);
    expect(lines.map((line) => [line.amountMinor, line.outcome])).toEqual(
      expect.arrayContaining([
        [10_000n, "MATCHED"],
        [10_001n, "MATCHED"],
        [-1_200n, "EXTRA"],
        [-1_200n, "EXTRA"],
      ]),
    );
    expect(await upload(db, bytes, { provider: "BANK", columns })).toMatchObject({ added: 0, repeated: 4 });
    await expect(upload(db, bytes, { provider: "BANK" })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  test("what is not a statement is refused whole and leaves nothing on the disk", async ({ db }) => {
    for (const [bytes, reason] of [
      [Buffer.from("a,b\n1,2"), "FORMAT"],
      [Buffer.from("PK\u0003\u0004 zip"), "ZIP"],
      [Buffer.from(""), "EMPTY"],
      [Buffer.from([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31, 0, 0, 0]), "CONTENT"],
    ] as const)
      await expect(upload(db, bytes, { provider: "ALIPAY" })).rejects.toMatchObject({ details: { reason } });
    const manager = ctxOf(db, await makeStaff(db, "MANAGER"));
    const body = inPieces(Buffer.from("x"));
    await expect(uploadStatement(manager, { provider: "ALIPAY", name: "x.csv", body })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    expect(readdirSync(path.join(folder, "uploads")).filter((name) => name.endsWith(".sealed"))).toEqual([]);
  });
});

/** The command needs a second person and his permissions; here only what it leaves matters. */
async function confirmAs(db: Db, id: string, now: Date) {
  const { confirmTopUp } = await import("#domain/topup/confirm-topup.ts");
  await confirmTopUp(ctxOf(db, await makeStaff(db, "OWNER"), now), { id });
}

test("a fee nobody told us of, and money on its way between our accounts, are booked from their lines, and undone", async ({
  db,
}) => {
  const from = parseDay("2026-05-01")!;
  const moved = await makeMoved(db, { provider: "STRIPE", from, days: 1, payments: 10, refunds: 0, payouts: 0, seed: 5 });
  const heading = "balance_transaction_id,created,currency,gross,fee,reporting_category,out_no";
  const yuan = (minor: bigint) => (Number(minor) / 100).toFixed(2);
  const time = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
  const rows = moved.map(({ line }, i) =>
    [
      line.lineId,
      time(line.at),
      "cny",
      yuan(line.amountMinor),
      yuan(line.feeMinor + (i === 0 ? 1n : 0n)),
      "charge",
      line.outNo,
    ].join(","),
  );
  rows.push("po_1,2026-05-01 20:00:00,cny,-500.00,0.00,payout,");
  await upload(db, Buffer.from([heading, ...rows].join("\n")), { provider: "STRIPE" });
  const ctx = await finance(db);
  const day = { provider: "STRIPE" as const, day: dayKey(from) };
  expect((await getDay(ctx, day)).reconciliation).toMatchObject({
    matchedCount: 9,
    differentCount: 1,
    extraCount: 1,
    missingCount: 0,
  });
  const [sweep] = (await listLines(ctx, { ...day, outcome: "EXTRA" })).items;
  const [fee] = (await listLines(ctx, { ...day, outcome: "DIFFERENT" })).items;
  expect(fee!.difference).toEqual(["fee"]);
  const incident = await db.incident.findFirstOrThrow({ where: { subjectId: sweep!.id } });
  expect(await isStillSo(ctx, incident)).toBe(true);
  const answers = await Promise.allSettled(
    [1, 2, 3].map(() => bookLines(ctx, { lineIds: [sweep!.id], to: "SUSPENSE", text: "转到银行" })),
  );
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await bookLines(ctx, { lineIds: [fee!.id], to: "FEES", text: "渠道手续费差一分" });
  const { reconciliation } = await getDay(ctx, day);
  expect(reconciliation).toMatchObject({ matchedCount: 11, differentCount: 0, extraCount: 0, ledgerCount: 0 });
  expect(reconciliation!.ledgerMinor).toBe(reconciliation!.providerMinor);
  expect(await db.incident.count({ where: { ...{ provider: "STRIPE", day: new Date(day.day) }, status: "OPEN" } })).toBe(0);
  expect(await isStillSo(ctx, incident)).toBe(false);
  await unbookLine(ctx, { lineId: sweep!.id, text: "记错了" });
  expect((await getDay(ctx, day)).reconciliation).toMatchObject({ extraCount: 1 });
  await expect(unbookLine(ctx, { lineId: sweep!.id, text: "再来" })).rejects.toMatchObject({ code: "CONFLICT" });
  await bookLines(ctx, { lineIds: [sweep!.id], to: "FEES", text: "改记手续费" });
  expect((await getDay(ctx, day)).reconciliation).toMatchObject({ extraCount: 0, matchedCount: 11 });
  const cash = await db.ledgerEntry.aggregate({ where: { accountId: cashAccountIdOf("STRIPE") }, _sum: { amountMinor: true } });
  expect(cash._sum.amountMinor).toBe(reconciliation!.providerMinor);
  const period = { from, to: new Date(from.getTime() + 86_400_000) };
  expect(await listDays(ctx, { provider: "STRIPE", ...period })).toMatchObject([{ day: day.day, state: "MATCHED", lines: 11 }]);
  await expect(bookLines(ctx, { lineIds: [sweep!.id], to: "FEES", text: "再次" })).rejects.toMatchObject({ code: "CONFLICT" });
  const auditor = ctxOf(db, await makeStaff(db, "AUDITOR"));
  expect(() => bookLines(auditor, { lineIds: [sweep!.id], to: "FEES", text: "不行" })).toThrow("FORBIDDEN");
  await expect(getDay(ctxOf(db, await makeStaff(db, "SUPPORT")), day)).rejects.toMatchObject({ code: "FORBIDDEN" });
});
