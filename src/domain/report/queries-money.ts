import { authorize } from "#domain/access/rules.ts";
import type { AccountKind } from "#domain/ledger/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { getTrialBalance } from "./queries-books.ts";
import type { Window } from "./rules.ts";

export type MoneyDay = { day: string; incomeMinor: bigint; costMinor: bigint; inMinor: bigint; outMinor: bigint };
export type Money = {
  /** What each kind of account holds at the end of the window, in the sense people read it: never a sign to think about. */
  held: Record<AccountKind, bigint>;
  salesMinor: bigint;
  breakageMinor: bigint;
  commissionMinor: bigint;
  feesMinor: bigint;
  /** Sales and breakage, less commission and fees. */
  incomeMinor: bigint;
  /** Left for distributors in the window, less what came back. */
  paidOutMinor: bigint;
  days: MoneyDay[];
};

const owed: readonly AccountKind[] = [
  ...([
    "PREPAID",
    "COMMISSION_FROZEN",
    "COMMISSION_PAYABLE",
    "OUTGOING",
    "TAX_WITHHELD",
    "SUSPENSE",
    "SALES",
    "BREAKAGE",
  ] as const),
];

/** Where the money is and what the window brought, all of it from the books. */
export async function getMoney(ctx: Ctx, window: Window): Promise<Money> {
  authorize(ctx, "ledger:read");
  const [trial, days] = await Promise.all([getTrialBalance(ctx, window), listMoneyDays(ctx, window)]);
  const row = (kind: AccountKind) => trial.find((one) => one.kind === kind);
  const net = (kind: AccountKind) => (row(kind)?.debitMinor ?? 0n) - (row(kind)?.creditMinor ?? 0n);
  const held = Object.fromEntries(
    trial.map(({ kind, closingMinor }) => [kind, owed.includes(kind) ? -closingMinor : closingMinor]),
  ) as Record<AccountKind, bigint>;
  const [salesMinor, breakageMinor, commissionMinor, feesMinor] = [
    -net("SALES"),
    -net("BREAKAGE"),
    net("COMMISSION_EXPENSE"),
    net("FEES"),
  ];
  return {
    held,
    ...{ salesMinor, breakageMinor, commissionMinor, feesMinor, days },
    incomeMinor: salesMinor + breakageMinor - commissionMinor - feesMinor,
    paidOutMinor: await paidOut(ctx, window),
  };
}

async function paidOut(ctx: Ctx, { from, to }: Window): Promise<bigint> {
  const [row] = await ctx.db.$queryRaw<{ minor: bigint }[]>`
    SELECT coalesce(sum(e.amount_minor), 0)::bigint AS minor FROM ledger_transaction t
    JOIN ledger_entry e ON e.transaction_id = t.id JOIN ledger_account a ON a.id = e.account_id AND a.kind = 'OUTGOING'
    WHERE t.kind IN ('payout', 'payout.reversal') AND t.at >= ${from} AND t.at < ${to}`;
  return row?.minor ?? 0n;
}

function listMoneyDays(ctx: Ctx, { from, to }: Window): Promise<MoneyDay[]> {
  return ctx.db.$queryRaw<MoneyDay[]>`
    SELECT to_char(t.at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day,
      coalesce(-sum(e.amount_minor) FILTER (WHERE a.kind IN ('SALES', 'BREAKAGE')), 0)::bigint AS "incomeMinor",
      coalesce(sum(e.amount_minor) FILTER (WHERE a.kind IN ('COMMISSION_EXPENSE', 'FEES')), 0)::bigint AS "costMinor",
      coalesce(sum(e.amount_minor) FILTER (WHERE (a.kind = 'BANK' OR a.kind::text LIKE 'CASH\\_%') AND e.amount_minor > 0), 0)::bigint AS "inMinor",
      coalesce(-sum(e.amount_minor) FILTER (WHERE (a.kind = 'BANK' OR a.kind::text LIKE 'CASH\\_%') AND e.amount_minor < 0), 0)::bigint AS "outMinor"
    FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id JOIN ledger_account a ON a.id = e.account_id
    WHERE t.at >= ${from} AND t.at < ${to} AND a.owner_id IS NULL GROUP BY 1 ORDER BY 1`;
}
