import { expect } from "vitest";
import { usePaymentProviders } from "#adapters/payment/providers.ts";
import { approveRefund, rejectRefund } from "#domain/payment/decide-refund.ts";
import { queryPayments } from "#domain/payment/query-payments.ts";
import { requestRefund } from "#domain/payment/request-refund.ts";
import { startTopUp } from "#domain/payment/start-topup.ts";
import { confirmTopUp } from "#domain/topup/confirm-topup.ts";
import { recordTopUp } from "#domain/topup/record-topup.ts";
import { minute } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeStaff, systemCtx } from "#test/factories.ts";
import { any, findAfter } from "#test/faults.ts";
import { scriptedProvider } from "#test/scripted-provider.ts";
import { paymentRules } from "./rules-payments.ts";

const paid = "state = 'PAID'";
const online = "method <> 'BANK' AND status = 'CONFIRMED'";

/** One wrong 分 or row each, and the words of a rule that must notice. */
const faults: [string, string][] = [
  [`UPDATE payment SET state = 'CLOSED', paid_at = NULL WHERE id = ${any("payment", paid)}`, "exactly when its top-up"],
  [
    `UPDATE payment SET state = 'PAID', paid_at = now() WHERE id = ${any("payment", "state = 'PENDING'")}`,
    "exactly when its top-up",
  ],
  [`UPDATE top_up SET status = 'PENDING' WHERE id = ${any("top_up", online)}`, "exactly when its top-up"],
  [`UPDATE top_up SET amount_minor = amount_minor + 1 WHERE id = ${any("top_up", online)}`, "exactly when its top-up"],
  [`UPDATE payment SET amount_minor = amount_minor + 1 WHERE id = ${any("payment", paid)}`, "exactly when its top-up"],
  [`DELETE FROM payment WHERE id = ${any("payment", "state = 'PENDING'")}`, "exactly when its top-up"],
  [`UPDATE payment SET fee_minor = fee_minor + 1 WHERE id = ${any("payment", paid)}`, "the account it came to"],
  [
    `UPDATE ledger_entry SET account_id = (SELECT id FROM ledger_account WHERE kind = 'CASH_STRIPE') WHERE account_id = (SELECT id FROM ledger_account WHERE kind = 'CASH_SANDBOX')`,
    "the account it came to",
  ],
  [
    `UPDATE ledger_entry SET account_id = (SELECT id FROM ledger_account WHERE kind = 'CASH_SANDBOX') WHERE account_id = (SELECT id FROM ledger_account WHERE kind = 'BANK')`,
    "the account it came to",
  ],
  [`UPDATE payment SET refunded_minor = refunded_minor + 1 WHERE id = ${any("payment", paid)}`, "its refunds that stand"],
  [
    `UPDATE refund SET amount_minor = amount_minor + 1 WHERE id = ${any("refund", "state = 'REQUESTED'")}`,
    "its refunds that stand",
  ],
  [`UPDATE refund SET state = 'FAILED' WHERE id = ${any("refund", "state = 'DONE'")}`, "holds its amount"],
  [
    `UPDATE refund SET state = 'DONE', decided_by_id = gen_random_uuid(), decided_at = now() WHERE id = ${any("refund", "state = 'REQUESTED'")}`,
    "holds its amount",
  ],
  [`UPDATE refund SET state = 'REQUESTED' WHERE id = ${any("refund", "state = 'REJECTED'")}`, "holds its amount"],
  [`UPDATE ledger_transaction SET kind = 'other' WHERE kind = 'refund'`, "holds its amount"],
];

test("each wrong 分 and state of payments and refunds is noticed", async ({ db }) => {
  const provider = scriptedProvider();
  usePaymentProviders([provider]);
  const now = new Date();
  const distributor = await makeDistributor(db);
  const [first, second] = [ctxOf(db, await makeStaff(db, "FINANCE"), now), ctxOf(db, await makeStaff(db, "FINANCE"), now)];
  const bank = await recordTopUp(first, { distributorId: distributor.id, amountMinor: "5000", bankReference: "BANK-RULES-1" });
  await confirmTopUp(second, bank);
  const start = () => startTopUp(ctxOf(db, distributor.actor, now), { amountMinor: "100000", method: "SANDBOX" });
  const { id } = await start();
  provider.pay((await db.payment.findUniqueOrThrow({ where: { id } })).outNo, { feeMinor: 600n });
  await queryPayments(systemCtx(db, new Date(now.getTime() + minute)));
  await start();
  const ask = () => requestRefund(first, { paymentId: id, amountMinor: "1000", reason: "核对" });
  await approveRefund(second, await ask());
  await rejectRefund(second, { ...(await ask()), reason: "不退" });
  await ask();
  for (const [sql, words] of faults) expect((await findAfter(db, sql)).join("\n"), sql).toContain(words);
  const alone = `UPDATE refund SET requested_by_id = decided_by_id WHERE id = ${any("refund", "state = 'DONE'")}`;
  await expect(findAfter(db, alone)).rejects.toThrow(/refund_two_people/);
  const found = await findAfter(db, "ALTER TABLE refund DROP CONSTRAINT refund_two_people", alone);
  expect(found).toEqual(["a refund that left was approved by a second person"]);
  const twice = `UPDATE provider_event SET event_id = 'x'`;
  expect(Object.keys(paymentRules)).toContain("no notice of a provider is kept twice");
  await expect(findAfter(db, twice)).rejects.toThrow(/provider_event_provider_event_id_key|Unique/i);
});
