import iconv from "iconv-lite";
import { expect } from "vitest";
import type { Db } from "#lib/db.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeStaff } from "#test/factories.ts";
import { makeApproved, makePeople, makeStatement, makeWithdrawing } from "#test/payouts.ts";
import { cancelItem } from "./cancel-item.ts";
import { confirmOutcome } from "./confirm-outcome.ts";
import { importBankResults } from "./import-results.ts";
import { makeBankFile } from "./make-file.ts";
import { proposeOutcome } from "./propose-outcome.ts";
import { getBatch } from "./queries-batches.ts";
import { readBankFile } from "./read-file.ts";
import { retryItem } from "./retry-item.ts";

const none = new Map();

/** An approved bank batch of withdrawals with these amounts, its file made. */
async function filed(db: Db, amounts: bigint[]) {
  const people = await makePeople(db);
  const made = [];
  for (const amount of amounts) made.push(await makeWithdrawing(db, people, amount, "BANK"));
  const { batch, items } = await makeApproved(db, people, { withdrawalIds: made.map((one) => one.withdrawal.id) }, none, "BANK");
  const { fileNo } = await makeBankFile(people.first, batch);
  const attempts = await db.payoutAttempt.findMany({ where: { item: { batchId: batch.id } }, orderBy: { itemId: "asc" } });
  const items_ = () => db.payoutItem.findMany({ where: { batchId: batch.id }, orderBy: { id: "asc" } });
  return { people, made, batch, items, fileNo, outNos: attempts.map((attempt) => attempt.outNo), now: items_ };
}
const text = async (pieces: AsyncGenerator<Buffer>) => {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return iconv.decode(Buffer.concat(all), "gb18030");
};
const fileOf = (lines: string[]) =>
  async function* () {
    yield iconv.encode(["客户流水号,收款户名,金额,状态,失败原因", ...lines].join("\r\n"), "gbk");
  };

test("the file is made once with its number and the same every time it is downloaded", async ({ db }) => {
  const { people, batch, fileNo, outNos } = await filed(db, [123_456n, 700n]);
  expect(fileNo).toMatch(/^FK\d{12}$/);
  const first = await text((await readBankFile(people.second, batch)).pieces);
  expect(first.split("\r\n")).toHaveLength(4);
  for (const outNo of outNos) expect(first).toContain(outNo);
  expect(first).toContain("1234.56");
  await expect(makeBankFile(people.first, batch)).rejects.toMatchObject({ code: "CONFLICT" });
  const clicks = await Promise.allSettled(Array.from({ length: 4 }, () => makeBankFile(people.first, batch)));
  expect(clicks.every((click) => click.status === "rejected")).toBe(true);
  await importBankResults(people.first, { ...batch, name: "r.csv" }, fileOf([`${outNos[0]},张三,1234.56,成功,`]));
  expect(await text((await readBankFile(people.second, batch)).pieces)).toBe(first);
  expect(await db.auditEntry.count({ where: { action: "payout.download", subjectId: batch.id } })).toBe(2);
  await expect(readBankFile(ctxOf(db, await makeStaff(db, "AUDITOR")), batch)).rejects.toThrow("FORBIDDEN");
});

test("line by line: paid, failed, returned, still under way; the same file again changes nothing", async ({ db }) => {
  const { people, batch, outNos, now } = await filed(db, [1000n, 2000n, 3000n, 4000n]);
  const lines = [
    `${outNos[0]},张三,10.00,交易成功,`,
    `${outNos[1]},张三,20.00,交易失败,账号户名不符`,
    `${outNos[2]},张三,30.00,已退票,收款行退回`,
    `${outNos[3]},张三,40.00,处理中,`,
  ];
  const run = () => importBankResults(people.first, { ...batch, name: "结果.csv" }, fileOf(lines));
  const [one, two] = await Promise.all([run(), run()]);
  for (const key of ["paid", "failed", "returned"] as const) expect(one[key] + two[key], key).toBe(1);
  expect(await run()).toMatchObject({ paid: 0, failed: 0, returned: 0, same: 4, wrong: 0 });
  expect((await now()).map((item) => [item.status, item.reason])).toEqual([
    ["PAID", null],
    ["FAILED", "账号户名不符"],
    ["RETURNED", "收款行退回"],
    ["SENDING", null],
  ]);
  const [, failed] = await now();
  await expect(retryItem(people.first, { id: failed!.id }, none)).rejects.toMatchObject({ code: "CONFLICT" });
  await cancelItem(people.first, { id: failed!.id, reason: "换账户" }, none);
  // Days later the paid one comes back.
  await importBankResults(people.first, { ...batch, name: "退票.csv" }, fileOf([`${outNos[0]},张三,10.00,退汇,`]));
  expect((await now())[0]).toMatchObject({ status: "RETURNED" });
  await importBankResults(people.first, { ...batch, name: "2.csv" }, fileOf([`${outNos[3]},张三,40.00,成功,`]));
  expect(await getBatch(people.first, batch.id)).toMatchObject({ status: "DONE", paidCount: 1, endedCount: 3 });
  const evidence = await db.payoutEvidence.findMany({ where: { kind: "STATEMENT" }, orderBy: { seq: "asc" } });
  expect(evidence.at(-1)).toMatchObject({ toState: "PAID", details: expect.objectContaining({ file: "2.csv", line: 2 }) });
});

test("another payee, another amount, another number: not booked, an incident each", async ({ db }) => {
  const { people, batch, outNos, now } = await filed(db, [1000n, 2000n]);
  const lines = [`${outNos[0]},李四,10.00,成功,`, `${outNos[1]},张三,20.01,成功,`, "KP000000000000000A1XXXXXX,张三,1.00,成功,"];
  const first = await importBankResults(people.first, { ...batch, name: "r.csv" }, fileOf(lines));
  expect(first).toMatchObject({ paid: 0, wrong: 3 });
  expect(first.problems.map((one) => one.problem).sort()).toEqual(["MISMATCH", "MISMATCH", "UNKNOWN_NUMBER"]);
  expect((await now()).map((item) => item.status)).toEqual(["SENDING", "PARKED"]);
  const ids = (await now()).map((item) => item.id);
  expect(await db.incident.count({ where: { kind: "payout.mismatch", subjectId: { in: ids } } })).toBe(2);
  await importBankResults(people.first, { ...batch, name: "r.csv" }, fileOf(lines));
  expect(await db.incident.count({ where: { kind: "payout.mismatch", subjectId: { in: ids } } })).toBe(2);
  // Two people find out what became of both.
  for (const id of ids) {
    await proposeOutcome(people.first, { id, outcome: "FAILED", reason: "柜面核实未付出" });
    await confirmOutcome(people.second, { id, outcome: "FAILED" });
  }
  expect((await now()).map((item) => item.status)).toEqual(["FAILED", "FAILED"]);
});

test("a statement is paid by a bank batch of one", async ({ db }) => {
  const people = await makePeople(db);
  const { statement } = await makeStatement(db, "2026-06-01", 2, "BANK");
  const { batch } = await makeApproved(db, people, { statementIds: [statement.id] }, none, "BANK");
  await makeBankFile(people.first, batch);
  const { outNo } = await db.payoutAttempt.findFirstOrThrow({ where: { item: { batchId: batch.id } } });
  await importBankResults(people.first, { ...batch, name: "r.csv" }, fileOf([`${outNo},张三,2.50,付款成功,`]));
  expect(await db.statement.findUniqueOrThrow({ where: { id: statement.id } })).toMatchObject({ status: "PAID" });
});

test("what is no result file is refused whole", async ({ db }) => {
  const { people, batch } = await filed(db, [1000n]);
  const take = (bytes: Buffer) =>
    importBankResults(people.first, { ...batch, name: "x" }, async function* () {
      yield bytes;
    });
  await expect(take(Buffer.from("PK\u0003\u0004 a workbook"))).rejects.toMatchObject({ code: "UNSUPPORTED_FILE" });
  await expect(take(Buffer.from("a,b\r\n1,2"))).rejects.toMatchObject({ code: "UNSUPPORTED_FILE" });
});
