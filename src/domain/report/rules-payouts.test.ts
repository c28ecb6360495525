import { expect } from "vitest";
import { cancelItem } from "#domain/payout/cancel-item.ts";
import { queryPayouts } from "#domain/payout/query-payouts.ts";
import { sendPayouts } from "#domain/payout/send-payouts.ts";
import { cancelWithdrawal } from "#domain/withdrawal/cancel-withdrawal.ts";
import { requestWithdrawal } from "#domain/withdrawal/request-withdrawal.ts";
import { day } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, systemCtx } from "#test/factories.ts";
import { FakePayouts } from "#test/fake-payouts.ts";
import { any, findAfter } from "#test/faults.ts";
import { makeApproved, makePeople, makePrepared, makeStatement, makeWithdrawing } from "#test/payouts.ts";
import { payoutRules } from "./rules-payouts.ts";

const item = (status: string) => any("payout_item", `status = '${status}'`);
const attempt = (state: string) => any("payout_attempt", `state = '${state}'`);
const posting = (kind: string) => any("ledger_transaction", `kind = '${kind}'`);

/** One wrong 分 or row each, and the words of a rule that must notice. */
const faults: [string, string][] = [
  [
    `UPDATE withdrawal SET status = 'CANCELLED' WHERE id = ${any("withdrawal", "status = 'REQUESTED'")}`,
    "on its way to a distributor",
  ],
  [`UPDATE withdrawal SET amount_minor = amount_minor + 1 WHERE id = ${any("withdrawal", "status = 'REQUESTED'")}`, "on its way"],
  [
    `UPDATE statement SET status = 'PAYABLE', paid_at = NULL WHERE id = ${any("statement", "status = 'PAID' AND net_minor > 0")}`,
    "a paid document has one",
  ],
  [
    `UPDATE statement SET status = 'PAID', paid_at = now() WHERE id = ${any("statement", "status = 'PREPARED'")}`,
    "a paid document has one",
  ],
  [
    `UPDATE withdrawal SET status = 'APPROVED', paid_at = NULL WHERE id = ${any("withdrawal", "status = 'PAID'")}`,
    "a paid document has one",
  ],
  [`UPDATE payout_item SET amount_minor = amount_minor + 1 WHERE id = ${item("PAID")}`, "a paid document has one"],
  [`DELETE FROM payout_item WHERE id = ${item("PREPARED")}`, "a paid document has one"],
  [
    `UPDATE payout_item SET payee_account_id = ${any("payee_account", "kind = 'ALIPAY'")} WHERE id = ${item("PAID")}`,
    "to an account of his",
  ],
  [`UPDATE payout_attempt SET amount_minor = amount_minor - 1 WHERE id = ${attempt("PAID")}`, "to an account of his"],
  [`UPDATE payout_attempt SET provider = 'STRIPE' WHERE id = ${attempt("PAID")}`, "by its batch's provider"],
  [`UPDATE payout_item SET status = 'FAILED' WHERE id = ${item("UNKNOWN")}`, "what its newest attempt is"],
  [`UPDATE payout_item SET status = 'CANCELLED' WHERE id = ${item("UNKNOWN")}`, "what its newest attempt is"],
  [`UPDATE payout_attempt SET state = 'FAILED' WHERE id = ${attempt("PAID")}`, "what its newest attempt is"],
  [
    `INSERT INTO payout_attempt (id, item_id, turn, provider, out_no, payee_account_id, amount_minor, body_hash, state, created_at)
     SELECT gen_random_uuid(), item_id, turn + 1, provider, out_no || 'X', payee_account_id, amount_minor, body_hash, 'PAID', now() FROM payout_attempt
     WHERE id = ${attempt("RETURNED")}`,
    "money left for it at most once",
  ],
  [`UPDATE ledger_entry SET amount_minor = amount_minor + 1 WHERE transaction_id = ${posting("payout")}`, "each once"],
  [`UPDATE ledger_transaction SET kind = 'other' WHERE id = ${posting("payout")}`, "each once"],
  [`UPDATE ledger_transaction SET kind = 'other' WHERE id = ${posting("payout.reserve")}`, "each once"],
  [`UPDATE ledger_transaction SET kind = 'other' WHERE id = ${posting("payout.reversal")}`, "each once"],
  [`UPDATE ledger_transaction SET kind = 'other' WHERE id = ${posting("withdrawal.reversal")}`, "each once"],
  [`UPDATE payout_attempt SET fee_minor = 1 WHERE id = ${attempt("PAID")}`, "each once"],
  [`DELETE FROM payout_evidence WHERE attempt_id = ${attempt("PAID")}`, "has its evidence"],
  [`UPDATE payout_evidence SET to_state = 'FAILED' WHERE attempt_id = ${attempt("PAID")}`, "has its evidence"],
  [`UPDATE payout_evidence SET from_state = 'PARKED' WHERE attempt_id = ${attempt("RETURNED")}`, "has its evidence"],
  [`UPDATE payout_batch SET total_minor = total_minor + 1 WHERE id = ${any("payout_batch")}`, "a batch holds what it says"],
  [`UPDATE payout_batch SET status = 'PREPARED' WHERE status = 'DONE'`, "a second person's word"],
  [
    `UPDATE payout_batch SET status = 'DONE' WHERE id = ${any("payout_batch", "status = 'APPROVED'")}`,
    "a batch holds what it says",
  ],
];

test("each wrong 分, state and missing proof of payouts is noticed", { timeout: 120_000 }, async ({ db }) => {
  const fake = new FakePayouts();
  const providers = new Map([["SANDBOX", fake]]);
  const people = await makePeople(db);
  const now = () => systemCtx(db, fake.clock.now());
  const paid = await makeStatement(db, "2026-03-01");
  await makeApproved(db, people, { statementIds: [paid.statement.id] }, providers);
  await sendPayouts(now(), { providers });
  const taken = await makeWithdrawing(db, people, 700n);
  const back = await makeWithdrawing(db, people, 800n);
  const lost = await makeWithdrawing(db, people, 900n);
  const given = await makeWithdrawing(db, people, 600n);
  await makeApproved(db, people, { withdrawalIds: [taken.withdrawal.id] }, providers);
  await sendPayouts(now(), { providers });
  await makeApproved(db, people, { withdrawalIds: [back.withdrawal.id] }, providers);
  fake.faults.behave("return");
  await sendPayouts(now(), { providers });
  const cancelled = await makeApproved(db, people, { withdrawalIds: [given.withdrawal.id] }, providers);
  await cancelItem(people.first, { id: cancelled.items[0]!.id, reason: "x" }, providers);
  await cancelWithdrawal(ctxOf(db, given.distributor.actor), given.withdrawal);
  fake.pass(4 * day);
  await queryPayouts(now(), { providers });
  await makeApproved(db, people, { withdrawalIds: [lost.withdrawal.id] }, providers);
  fake.faults.behave("timeout-before");
  await sendPayouts(now(), { providers });
  const waiting = await makeStatement(db, "2026-03-03", 3, "ALIPAY");
  await makePrepared(people, { statementIds: [waiting.statement.id] }, providers);
  await requestWithdrawal(ctxOf(db, lost.distributor.actor), { amountMinor: "100" });
  for (const [sql, words] of faults) expect((await findAfter(db, sql)).join("\n"), sql).toContain(words);
  const noticed = faults.map(([, words]) => words);
  for (const rule of Object.keys(payoutRules))
    expect(
      noticed.some((words) => rule.includes(words)),
      rule,
    ).toBe(true);
});
