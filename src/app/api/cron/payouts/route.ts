import { closeBatches } from "#domain/payout/close-batches.ts";
import { queryPayouts } from "#domain/payout/query-payouts.ts";
import { sendPayouts } from "#domain/payout/send-payouts.ts";
import { cronRoute } from "#lib/route.ts";
import { second } from "#lib/time.ts";

export const dynamic = "force-dynamic";

/** Sends what is approved and asks about what is under way. Each in turn, so that neither waits long for the other. */
export const POST = cronRoute("payouts", async (ctx) => {
  const forMs = 20 * second;
  const sent = await sendPayouts(ctx, { forMs });
  const asked = await queryPayouts({ ...ctx, now: new Date() }, { forMs });
  return { ...sent, ...asked, closed: await closeBatches({ ...ctx, now: new Date() }) };
});
export { POST as GET };
