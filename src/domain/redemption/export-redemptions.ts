import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { everyPage } from "#lib/page.ts";
import { type RedemptionRow, readRedemptions } from "./queries.ts";
import { type RedemptionFilter, redemptionFilter } from "./schema.ts";

/** What the filters show, page by page, never whole in memory. The trace is written before the first row leaves. */
export async function exportRedemptions(ctx: Ctx, input: RedemptionFilter): Promise<AsyncGenerator<RedemptionRow[]>> {
  authorize(ctx, "redemption:read");
  const filter = redemptionFilter.parse(input);
  await inTransaction(ctx, (tx) =>
    recordAudit(tx, { action: "redemption.export", subject: { type: "redemption", id: "many" }, after: filter }),
  );
  return everyPage((after) => readRedemptions(ctx, filter, { after, limit: 2_000 }));
}
