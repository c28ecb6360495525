import { pruneUploads } from "#domain/batch/discard-upload.ts";
import { alertLowStock } from "#domain/voucher/alert-low-stock.ts";
import { expireVouchers } from "#domain/voucher/expire-vouchers.ts";
import { remindExpiring } from "#domain/voucher/remind-expiring.ts";
import { cronRoute } from "#lib/route.ts";

export const dynamic = "force-dynamic";

/** What time does to vouchers and uploads. Each part takes effect once, however often this is called. */
export const POST = cronRoute("expiry", async (ctx) => ({
  ...(await expireVouchers(ctx)),
  reminders: await remindExpiring(ctx),
  stock: await alertLowStock(ctx),
  uploads: await pruneUploads(ctx),
}));
export { POST as GET };
