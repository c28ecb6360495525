import { one, type Params } from "#components/table/href.ts";

type Details = { outNo?: unknown };

/** Where a document of money is shown, by the word incidents and statement lines know it by; null when it has no page. */
export function documentHref(type: string, id: string, details: Details = {}): string | null {
  const outNo = typeof details.outNo === "string" ? details.outNo : null;
  const pages: Record<string, string | null> = {
    payment: `/admin/payments/${id}`,
    refund: outNo ? `/admin/payments/refunds?q=${encodeURIComponent(outNo)}` : "/admin/payments/refunds",
    payout: `/admin/payouts/items/${id}`,
    payout_item: `/admin/payouts/items/${id}`,
    payout_batch: `/admin/payouts/${id}`,
    topup: `/admin/topups/${id}`,
    withdrawal: `/admin/payouts/withdrawals/${id}`,
    provider_line: `/admin/reconciliation/lines/${id}`,
    provider_day: `/admin/reconciliation/${id.replace(":", "/")}`,
    ledger_transaction: `/admin/ledger/transactions/${id}`,
    posting: `/admin/ledger/transactions/${id}`,
  };
  return pages[type] ?? null;
}

/** A tab of a list in the URL: one of these, or all. */
export function tabOf<T extends string>(params: Params, key: string, values: readonly T[], first: T): T | undefined {
  const asked = one(params[key]) ?? first;
  return values.find((value) => value === asked);
}
