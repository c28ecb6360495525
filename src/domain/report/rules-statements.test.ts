import { expect } from "vitest";
import { approveAdjustment } from "#domain/adjustment/approve-adjustment.ts";
import { requestAdjustment } from "#domain/adjustment/request-adjustment.ts";
import { openDispute } from "#domain/dispute/open-dispute.ts";
import { settleDue } from "#domain/settlement/settle-due.ts";
import type { Db } from "#lib/db.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeStaff, systemCtx } from "#test/factories.ts";
import { any, findAfter } from "#test/faults.ts";
import { makeEarned, makeNetwork, undoRedemption } from "#test/redeemed.ts";

const day = (text: string) => new Date(`${text}T12:00:00+08:00`);

const debtor = any("clawback").replace("SELECT id", "SELECT commission_id").replace("ORDER BY id", "ORDER BY commission_id");
const frozenAccount = "(SELECT id FROM ledger_account WHERE kind = 'COMMISSION_FROZEN')";
/** An entry's amount and the balance after it, both wrong in the same way: only the documents can tell. */
const shift = (kind: string, account: string) => `
  UPDATE ledger_entry e SET amount_minor = amount_minor + 1 FROM ledger_transaction t, ledger_account a
  WHERE t.id = e.transaction_id AND a.id = e.account_id AND t.kind = '${kind}' AND a.kind = '${account}'`;

/** One wrong 分 or one wrong row each, and the words of a rule that must notice. */
const faults: [string, string][] = [
  [
    `UPDATE ledger_balance SET balance_minor = balance_minor + 1 WHERE account_id IN ${frozenAccount}`,
    "frozen balance is its frozen commissions",
  ],
  [`UPDATE adjustment SET statement_id = NULL WHERE amount_minor > 0`, "frozen balance is its frozen commissions"],
  [`DELETE FROM clawback WHERE commission_id = ${debtor}`, "what a distributor owes"],
  [`DELETE FROM clawback WHERE commission_id = ${debtor}`, "or clawed back"],
  [`UPDATE clawback SET amount_minor = amount_minor + 1`, "share by share"],
  [`DELETE FROM ledger_transaction WHERE kind = 'commission.reversal'`, "share by share"],
  [`UPDATE adjustment SET amount_minor = amount_minor - 1 WHERE amount_minor < 0`, "what a distributor owes"],
  [
    `UPDATE statement SET offset_minor = offset_minor - 1, net_minor = net_minor + 1, closing_minor = closing_minor + 1 WHERE offset_minor > 1 AND status = 'PAYABLE'`,
    "what a distributor owes",
  ],
  [
    `UPDATE statement SET tax_minor = tax_minor + 1, net_minor = net_minor - 1, closing_minor = closing_minor - 1 WHERE tax_minor > 0 AND net_minor > 1`,
    "the tax withheld",
  ],
  [shift("settlement", "TAX_WITHHELD"), "the tax withheld"],
  [shift("settlement", "COMMISSION_PAYABLE"), "as it was before its disputes"],
  [shift("settlement", "RECEIVABLE"), "as it was before its disputes"],
  [`UPDATE statement SET revision = revision + 1`, "as it was before its disputes"],
  [`DELETE FROM ledger_transaction WHERE kind = 'settlement'`, "as it was before its disputes"],
  [
    `UPDATE statement SET net_minor = net_minor + 1, total_minor = total_minor + 1, closing_minor = closing_minor + 1`,
    "payable balance",
  ],
  [`UPDATE adjustment SET statement_id = NULL WHERE amount_minor > 0`, "the sum of its lines and adjustments"],
  [
    `UPDATE adjustment SET distributor_id = ${any("distributor", "upline_id IS NULL")} WHERE amount_minor > 0`,
    "the sum of its lines",
  ],
  [`UPDATE dispute SET net_minor = net_minor + 1`, "a dispute was posted once"],
  [shift("dispute", "COMMISSION_FROZEN"), "a dispute was posted once"],
  [`DELETE FROM ledger_transaction WHERE kind = 'dispute'`, "a dispute was posted once"],
  [
    `UPDATE commission c SET status = 'PAYABLE', statement_id = d.statement_id FROM dispute d WHERE d.commission_id = c.id`,
    "in an open dispute is on no statement",
  ],
  [`UPDATE adjustment SET amount_minor = amount_minor + 1 WHERE amount_minor > 0`, "an adjustment is in the books"],
  [`UPDATE adjustment SET status = 'REQUESTED', statement_id = NULL`, "an adjustment is in the books"],
  [`DELETE FROM ledger_transaction WHERE kind = 'adjustment'`, "an adjustment is in the books"],
];

/** Two people's adjustment. */
async function adjust(db: Db, distributorId: string, sign: "PLUS" | "MINUS", amountMinor: string, at: Date) {
  const input = { distributorId, sign, amountMinor, reason: "更正" };
  const { id } = await requestAdjustment(ctxOf(db, await makeStaff(db, "FINANCE"), at), input);
  await approveAdjustment(ctxOf(db, await makeStaff(db, "FINANCE"), at), { id });
}

test("each wrong 分 of tax, debts, adjustments and disputes is noticed", { timeout: 120_000 }, async ({ db }) => {
  const network = await makeNetwork(db);
  await db.setting.create({ data: { key: "taxMethod", value: "RATE" } });
  await db.setting.create({ data: { key: "taxRateBps", value: 1000 } });
  const [first, second] = await makeEarned(db, network, 4, day("2026-03-01"));
  await settleDue(systemCtx(db, day("2026-03-02")));
  await undoRedemption(systemCtx(db, day("2026-03-02")), first!.id, true);
  const [fresh] = await makeEarned(db, network, 1, day("2026-03-02"));
  await undoRedemption(systemCtx(db, day("2026-03-02")), fresh!.id);
  await adjust(db, network.seller.id, "PLUS", "700", day("2026-03-02"));
  await adjust(db, network.middle.id, "MINUS", "20", day("2026-03-02"));
  const statement = await db.statement.findFirstOrThrow({ where: { distributorId: network.seller.id } });
  const line = await db.commission.findFirstOrThrow({ where: { redemptionId: second!.id, depth: 1 } });
  const own = ctxOf(db, network.seller.actor, day("2026-03-02"));
  await openDispute(own, { statementId: statement.id, commissionId: line.id, text: "单价不对" });
  await makeEarned(db, network, 3, day("2026-03-02"));
  await settleDue(systemCtx(db, day("2026-03-03")));
  await makeEarned(db, network, 1, day("2026-03-03"));
  for (const [sql, words] of faults) expect((await findAfter(db, sql)).join("\n"), sql).toContain(words);
});
