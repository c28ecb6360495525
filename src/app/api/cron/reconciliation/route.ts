import { mailIncidents } from "#domain/incident/mail-incidents.ts";
import { reconcileDays } from "#domain/reconciliation/reconcile-days.ts";
import { cronRoute } from "#lib/route.ts";

export const dynamic = "force-dynamic";

/** Providers' statements against our documents and the books, and the daily mail about what is still open. Asks again while a statement is not ready. */
export const POST = cronRoute("reconciliation", async (ctx) => ({
  ...(await reconcileDays(ctx)),
  ...(await mailIncidents(ctx)),
}));
export { POST as GET };
