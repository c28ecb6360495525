import type { FakeAnswer, FakeCall } from "./fake-server.ts";
import type { FakeSession, StripeBooks } from "./fake-stripe-books.ts";

type Desk = { pay(outNo: string): FakeSession };

/** Checkout's own page, as plain as can be: what a browser journey pays on. */
export function checkoutPage(call: FakeCall, desk: Desk, books: StripeBooks): FakeAnswer {
  const session = books.sessions.get(call.path.split("/")[2] ?? "");
  if (!session) return html(404, "<h1>No such session</h1>");
  if (call.method === "POST") {
    desk.pay(session.client_reference_id!);
    return { status: 303, body: "", headers: { location: session.success_url } };
  }
  const amount = (session.amount_total / 100).toFixed(2);
  if (session.status !== "open") return html(200, `<h1>This session is ${session.status}</h1>`);
  return html(
    200,
    `<h1>Fake Stripe Checkout</h1><p>${session.currency.toUpperCase()} ${amount}</p>
    <form method="post"><button>Pay</button></form><a href="${session.cancel_url}">Cancel</a>`,
  );
}

const html = (status: number, body: string): FakeAnswer => ({
  status,
  body: `<!doctype html><meta charset="utf-8"><title>Fake Stripe</title>${body}`,
  headers: { "content-type": "text/html; charset=utf-8" },
});
