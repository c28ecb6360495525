import { expect } from "vitest";
import type { PaymentProvider } from "#adapters/payment/payment.ts";
import { usePaymentProviders } from "#adapters/payment/providers.ts";
import { bookLines } from "#domain/reconciliation/book-lines.ts";
import { fetchStatement } from "#domain/reconciliation/fetch-statement.ts";
import { changeSettings } from "#domain/setting/change-settings.ts";
import { expireVouchers } from "#domain/voucher/expire-vouchers.ts";
import { dayKey, parseDay, plusDays } from "#lib/time.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeAllotment, makeDistributor, makeProduct, makeStaff, systemCtx } from "#test/factories.ts";
import { any, findAfter } from "#test/faults.ts";
import { makeMoved } from "#test/moved.ts";
import { closeDays } from "./close-days.ts";

const matched = "outcome = 'MATCHED' AND matched_type";
/** One wrong 分 or row each, and the words of a rule that must notice. */
const faults: [string, string][] = [
  [`DELETE FROM payout_attempt WHERE id = ${any("payout_attempt")}`, "names a document that is there"],
  [`UPDATE payment SET provider = 'WECHAT' WHERE id = ${any("payment")}`, "names a document that is there"],
  [
    `UPDATE provider_statement_line SET matched_type = 'refund' WHERE id = ${any("provider_statement_line", `${matched} = 'payment'`)}`,
    "names a document that is there",
  ],
  [
    `UPDATE ledger_transaction SET reference = gen_random_uuid()::text WHERE kind = 'reconciliation'`,
    "what was booked for a line names one",
  ],
  [
    `UPDATE ledger_entry e SET account_id = (SELECT id FROM ledger_account WHERE kind = 'CASH_WECHAT') FROM ledger_transaction t
     WHERE t.id = e.transaction_id AND t.kind = 'reconciliation' AND e.account_id = (SELECT id FROM ledger_account WHERE kind = 'CASH_STRIPE')`,
    "stands on its provider's account",
  ],
  [
    `UPDATE day_close SET totals = jsonb_set(totals, '{CASH_STRIPE,debit}', '"1"') WHERE totals ? 'CASH_STRIPE'`,
    "a closed day's totals",
  ],
  [
    `UPDATE ledger_transaction SET at = at - interval '2 days' WHERE id = (SELECT id FROM ledger_transaction WHERE kind = 'topup' AND at BETWEEN '2026-07-01' AND '2026-07-03' LIMIT 1)`,
    "a closed day's totals",
  ],
  [`UPDATE breakage SET refund_minor = refund_minor - 1`, "breakage was posted as its row says"],
  [`UPDATE breakage SET amount_minor = amount_minor + 1`, "breakage was posted as its row says"],
  [`UPDATE breakage SET quantity = quantity - 1`, "is breakage of its allotment"],
  [`DELETE FROM breakage`, "is breakage of its allotment"],
  [`DELETE FROM voucher_event WHERE kind = 'EXPIRED'`, "is breakage of its allotment"],
];

test("each wrong line, booking, closed day and breakage is noticed", { timeout: 120_000 }, async ({ db }) => {
  const from = parseDay("2026-07-01")!;
  const now = plusDays(from, 6);
  const owner = ctxOf(db, await makeStaff(db, "OWNER"), now);
  await changeSettings(owner, { expiredStockPolicy: "REFUND", expiredStockRefundBps: 5_000 });
  const product = await makeProduct(db);
  const { id: distributorId } = await makeDistributor(db);
  await makeAllotment(db, { distributorId, productId: product.id, quantity: 3 });
  await db.voucher.updateMany({ where: { productId: product.id }, data: { expiresAt: from } });
  await expireVouchers(systemCtx(db, now));

  const moved = await makeMoved(db, { provider: "STRIPE", from, days: 2, payments: 12, refunds: 2, payouts: 4, seed: 4 });
  const sweep = {
    lineId: "po_1",
    kind: "OTHER" as const,
    outNo: null,
    providerRef: null,
    amountMinor: -100n,
    feeMinor: 0n,
    payee: null,
  };
  const lines = [...moved.map(({ line }) => line), { ...sweep, at: from }];
  const downloadStatement = async (day: string) => lines.filter((line) => dayKey(line.at) === day);
  usePaymentProviders([{ name: "STRIPE", methods: [], merchant: "m", downloadStatement } as unknown as PaymentProvider]);
  for (const day of ["2026-07-01", "2026-07-02"]) await fetchStatement(owner, { provider: "STRIPE", day });
  usePaymentProviders(null);
  const left = await db.providerStatementLine.findFirstOrThrow({ where: { lineId: "po_1" } });
  await bookLines(owner, { lineIds: [left.id], to: "SUSPENSE", text: "在途" });
  await closeDays(owner, { until: "2026-07-02", reason: "测试" });
  for (const [sql, words] of faults) expect((await findAfter(db, sql)).join("\n"), sql).toContain(words);
});
