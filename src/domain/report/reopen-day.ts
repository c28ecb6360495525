import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { type ReopenDayInput, reopenDayInput } from "./schema.ts";

/** Opens the last closed day again: the owner alone, with a reason. Its totals stay in the audit log. */
export function reopenDay(ctx: Ctx, raw: ReopenDayInput): Promise<{ day: string }> {
  authorize(ctx, "day:close");
  if (actorOf(ctx, "staff").role !== "OWNER") throw new DomainError("FORBIDDEN");
  const { day, reason } = reopenDayInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const last = await tx.db.dayClose.findFirst({ orderBy: { day: "desc" } });
    if (!last || last.day.toISOString().slice(0, 10) !== day) throw new DomainError("CONFLICT");
    const { count } = await tx.db.dayClose.deleteMany({ where: { day: last.day } });
    if (count === 0) throw new DomainError("CONFLICT");
    await recordAudit(tx, { action: "day.reopen", subject: { type: "day", id: day }, before: last, reason });
    return { day };
  });
}
