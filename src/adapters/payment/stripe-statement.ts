import type Stripe from "stripe";
import { day as oneDay, parseDay } from "#lib/time.ts";
import type { StatementLine } from "./payment.ts";

const kinds: Record<string, StatementLine["kind"]> = {
  charge: "PAYMENT",
  payment: "PAYMENT",
  refund: "REFUND",
  payment_refund: "REFUND",
  transfer: "PAYOUT",
  transfer_refund: "RETURN",
  transfer_cancel: "RETURN",
  transfer_failure: "RETURN",
  stripe_fee: "FEE",
  stripe_fx_fee: "FEE",
  tax_fee: "FEE",
};

type Source = {
  id?: string;
  amount?: number;
  currency?: string;
  metadata?: Record<string, string> | null;
  transfer_group?: string | null;
  destination?: string | { id: string } | null;
  transfer?: string | { id: string } | null;
};

/** The balance transactions of a day, each with the number we gave what caused it. */
export async function stripeStatement(stripe: Stripe, day: string, now: Date): Promise<StatementLine[] | null> {
  const from = parseDay(day);
  if (!from) throw new Error(`not a day: ${day}`);
  const until = from.getTime() + oneDay; // Asia/Shanghai has no summer time
  if (now.getTime() < until) return null;
  const created = { gte: from.getTime() / 1000, lt: until / 1000 };
  const lines: StatementLine[] = [];
  for await (const each of stripe.balanceTransactions.list({ created, limit: 100, expand: ["data.source"] }))
    lines.push(lineOf(each));
  return lines;
}

function lineOf(each: Stripe.BalanceTransaction): StatementLine {
  const source: Source = typeof each.source === "object" && each.source !== null ? (each.source as Source) : {};
  const foreign = source.currency !== undefined && source.currency !== each.currency && source.amount !== undefined;
  return {
    lineId: each.id,
    kind: kinds[each.type] ?? "OTHER",
    outNo: source.metadata?.outNo ?? source.transfer_group ?? null,
    providerRef: source.id ?? null,
    // Settled in another currency: the amount of the document is the one that was asked for.
    amountMinor: foreign ? BigInt(Math.sign(each.amount) * Math.abs(source.amount!)) : BigInt(each.amount),
    feeMinor: foreign ? 0n : BigInt(each.fee),
    at: new Date(each.created * 1000),
    payee: idOf(source.destination),
  };
}

const idOf = (value: string | { id: string } | null | undefined): string | null =>
  typeof value === "string" ? value : (value?.id ?? null);
