import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { dayKey } from "#lib/time.ts";
import { unsetDayInput } from "./schema.ts";

/** Takes the operator's word back: the day is again what the built-in calendar says. */
export function unsetDay(ctx: Ctx, input: { day: string }): Promise<{ ok: true }> {
  authorize(ctx, "calendar:manage");
  const { day } = unsetDayInput.parse(input);
  if (day < dayKey(ctx.now)) throw new DomainError("TOO_LATE");
  return inTransaction(ctx, async (tx) => {
    const rows = await tx.db.$queryRaw<{ working: boolean; note: string }[]>`
      DELETE FROM calendar_day WHERE day = ${day}::date RETURNING working, note`;
    if (!rows[0]) throw new DomainError("NOT_FOUND");
    await recordAudit(tx, { action: "calendar.unset", subject: { type: "calendar", id: day }, before: { day, ...rows[0] } });
    return { ok: true };
  });
}
