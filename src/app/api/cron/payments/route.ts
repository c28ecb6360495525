import { queryPayments } from "#domain/payment/query-payments.ts";
import { cronRoute } from "#lib/route.ts";

export const dynamic = "force-dynamic";

/** Asks about every payment and refund that is due. However often this is called, each is asked about at its time. */
export const POST = cronRoute("payments", (ctx) => queryPayments(ctx));
export { POST as GET };
