import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { everyPage } from "#lib/page.ts";
import { type CommissionRow, listCommissions, listOwnCommissions } from "./queries.ts";
import type { CommissionFilter } from "./schema.ts";

/** What the filters show, page by page: staff's of everybody, a distributor's its own. The trace is written before the first row leaves. */
export async function exportCommissions(ctx: Ctx, filter: CommissionFilter = {}): Promise<AsyncGenerator<CommissionRow[]>> {
  const own = ctx.actor.kind === "distributor";
  authorize(ctx, own ? "commission:own" : "commission:read");
  const subject = own
    ? { type: "distributor", id: actorOf(ctx, "distributor").distributorId }
    : { type: "commission", id: "many" };
  await inTransaction(ctx, (tx) => recordAudit(tx, { action: "commission.export", subject, after: filter }));
  const list = own ? listOwnCommissions : listCommissions;
  return everyPage((after) => list(ctx, { ...filter, after, limit: 1_000 }));
}
