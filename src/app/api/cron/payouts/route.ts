import { queryPayouts } from "#domain/payout/query-payouts.ts";
import { sendPayouts } from "#domain/payout/send-payouts.ts";
import { cronRoute } from "#lib/route.ts";

export const dynamic = "force-dynamic";

/** Sends what is approved and asks about what is not settled, each at its time. Safe to call often, twice at once, or late. */
export const POST = cronRoute("payouts", async (ctx) => ({
  ...(await sendPayouts(ctx)),
  ...(await queryPayouts({ ...ctx, now: new Date() })),
}));
export { POST as GET };
