import { authorize } from "#domain/access/rules.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { everyPage } from "#lib/page.ts";
import { type AuditFilter, type AuditRow, listAudit } from "./queries.ts";
import { recordAudit } from "./record-audit.ts";

/** Taking the log out of the house is itself in the log, before the first row leaves. */
export async function exportAudit(ctx: Ctx, filter: AuditFilter): Promise<AsyncGenerator<AuditRow[]>> {
  authorize(ctx, "audit:read");
  await inTransaction(ctx, (tx) =>
    recordAudit(tx, { action: "audit.export", subject: { type: "audit", id: "audit" }, after: filter }),
  );
  return everyPage((after) => listAudit(ctx, { ...filter, after, limit: 200 }));
}
