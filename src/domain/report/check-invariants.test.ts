import { expect } from "vitest";
import { sendPayouts } from "#domain/payout/send-payouts.ts";
import { settleDue } from "#domain/settlement/settle-due.ts";
import { inTransaction } from "#lib/context.ts";
import { test } from "#test/database.ts";
import { systemCtx } from "#test/factories.ts";
import { FakePayouts } from "#test/fake-payouts.ts";
import { any, findAfter } from "#test/faults.ts";
import { makeApproved, makePayee, makePeople } from "#test/payouts.ts";
import { makeEarned, makeNetwork } from "#test/redeemed.ts";
import { checkInvariants, invariants } from "./check-invariants.ts";

/** One wrong 分 or one wrong row each, and the words of a rule that must notice. */
const faults: [string, string][] = [
  [`UPDATE ledger_entry SET amount_minor = amount_minor + 1 WHERE id = ${any("ledger_entry")}`, "sums to zero"],
  [`DELETE FROM ledger_entry WHERE transaction_id = ${any("ledger_transaction")}`, "two entries or more"],
  [`UPDATE ledger_balance SET balance_minor = balance_minor + 1`, "a stored balance is"],
  [
    `UPDATE ledger_entry SET balance_after_minor = balance_after_minor + 1 WHERE id = (SELECT max(id) FROM ledger_entry WHERE balance_after_minor IS NOT NULL)`,
    "a stored balance is",
  ],
  [
    `UPDATE commission SET amount_minor = amount_minor + 1 WHERE id = ${any("commission", "status = 'FROZEN'")}`,
    "frozen balance",
  ],
  [
    `UPDATE commission SET status = 'FROZEN', statement_id = NULL WHERE id = ${any("commission", "status = 'PAYABLE'")}`,
    "frozen balance",
  ],
  [`DELETE FROM commission WHERE id = ${any("commission", "status = 'PAID'")}`, "what was posted for it"],
  [`UPDATE commission_rule SET pool = 1`, "within its pool"],
  [`UPDATE commission SET status = 'REVERSED' WHERE id = ${any("commission", "status = 'FROZEN'")}`, "reversed when"],
  [
    `UPDATE statement SET total_minor = total_minor + 1, net_minor = net_minor + 1, closing_minor = closing_minor + 1 WHERE id = ${any("statement")}`,
    "sum of its lines",
  ],
  [`UPDATE statement SET line_count = line_count + 1 WHERE id = ${any("statement")}`, "sum of its lines"],
  [
    `UPDATE statement SET status = 'PAID', paid_at = now() WHERE id = ${any("statement", "status = 'PAYABLE'")}`,
    "a paid document has one",
  ],
  [`UPDATE batch SET imported_count = imported_count + 1, row_count = row_count + 1`, "a finished batch"],
  [`UPDATE allotment SET quantity = quantity + 1, total_minor = total_minor + unit_price_minor`, "what was bought"],
  [`UPDATE claim_link SET quota = 1`, "than its quota"],
  [`DELETE FROM claim WHERE id = ${any("claim")}`, "have their claim"],
  [`UPDATE voucher SET status = 'CLAIMED' WHERE id = ${any("voucher", "status = 'REDEEMED'")}`, "one redemption that stands"],
  [`UPDATE redemption SET reversed_at = now() WHERE id = ${any("redemption")}`, "one redemption that stands"],
  [`UPDATE redemption SET distributor_id = (SELECT id FROM distributor WHERE upline_id IS NULL LIMIT 1)`, "names its voucher"],
  [`UPDATE distributor SET upline_id = id WHERE upline_id IS NULL`, "a forest"],
  [
    `INSERT INTO voucher_event (voucher_id, at, kind, to_status, actor_kind) SELECT id, now(), 'VOIDED', 'VOIDED', 'test' FROM voucher LIMIT 1`,
    "events follow each other",
  ],
  [
    `INSERT INTO voucher_event (voucher_id, at, kind, to_status, actor_kind, allotment_id) SELECT id, now(), 'ALLOTTED', status, 'test', allotment_id FROM voucher LIMIT 1`,
    "only for a posted purchase",
  ],
];

const day = (text: string) => new Date(`${text}T12:00:00+08:00`);

test("each wrong 分, row and state is noticed, and a sound installation is not accused", { timeout: 60_000 }, async ({ db }) => {
  const network = await makeNetwork(db);
  await makeEarned(db, network, 2, day("2026-03-01"));
  await settleDue(systemCtx(db, day("2026-03-02")));
  const statement = await db.statement.findFirstOrThrow({ where: { distributorId: network.seller.id } });
  await makePayee(db, network.seller.id);
  const providers = new Map([["SANDBOX", new FakePayouts()]]);
  await makeApproved(db, await makePeople(db), { statementIds: [statement.id] }, providers);
  await sendPayouts(systemCtx(db), { providers });
  await makeEarned(db, network, 2, day("2026-03-02"));
  const all = await inTransaction(systemCtx(db), (tx) => checkInvariants(tx.db));
  expect(all.map((result) => [result.rule, result.wrong])).toEqual(Object.keys(invariants).map((rule) => [rule, []]));
  for (const [sql, words] of faults) expect((await findAfter(db, sql)).join("\n"), sql).toContain(words);
});
