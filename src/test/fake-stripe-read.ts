import { type FakeAnswer, type FakeCall, json } from "./fake-server.ts";
import type { StripeBooks } from "./fake-stripe-books.ts";

/** What the fake Stripe answers to a GET; null when there is no such thing. */
export function readStripe(books: StripeBooks, now: number, { path, query }: FakeCall): FakeAnswer | null {
  const visible = (each: { visibleFrom: number }) => now >= each.visibleFrom;
  const session = books.sessions.get(/^\/v1\/checkout\/sessions\/(\w+)$/.exec(path)?.[1] ?? "");
  if (session && visible(session)) return json(200, books.whole(session));
  const refund = books.refunds.get(/^\/v1\/refunds\/(\w+)$/.exec(path)?.[1] ?? "");
  if (refund) return json(200, refund);
  const lists: Record<string, () => object[]> = {
    "/v1/checkout/sessions": () =>
      [...books.sessions.values()]
        .filter((each) => visible(each) && (!query.has("payment_intent") || each.payment_intent === query.get("payment_intent")))
        .map((each) => books.whole(each)),
    "/v1/payment_intents/search": () =>
      [...books.intents.values()].filter((each) => query.get("query")?.includes(`'${each.metadata.outNo}'`)),
    "/v1/refunds": () => [...books.refunds.values()].filter((each) => each.payment_intent === query.get("payment_intent")),
    "/v1/transfers": () => books.transfersOf(query.get("transfer_group") ?? "").filter(visible),
    "/v1/balance_transactions": () => transactionsBetween(books, query),
  };
  const list = lists[path];
  return list ? json(200, pageOf(list().toReversed() as { id: string }[], query)) : null;
}

function transactionsBetween(books: StripeBooks, query: URLSearchParams): object[] {
  const [from, until] = [Number(query.get("created[gte]") ?? 0), Number(query.get("created[lt]") ?? Number.MAX_SAFE_INTEGER)];
  return [...books.balance.values()]
    .filter((each) => each.created >= from && each.created < until)
    .map((each) => ({ ...each, source: books.any(each.source) }));
}

function pageOf(all: { id: string }[], query: URLSearchParams): object {
  const from = query.has("starting_after") ? all.findIndex((each) => each.id === query.get("starting_after")) + 1 : 0;
  const limit = Number(query.get("limit") ?? 10);
  return { object: "list", data: all.slice(from, from + limit), has_more: all.length > from + limit };
}
