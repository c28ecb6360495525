import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { dayKey } from "#lib/time.ts";
import { shiftDay } from "./rules.ts";
import { mostDays, type SetDaysInput, setDaysInput } from "./schema.ts";

/** Says of some days that they are worked or not, stronger than the built-in calendar. Days gone by stay as they were. */
export function setDays(ctx: Ctx, input: SetDaysInput): Promise<{ ok: true }> {
  authorize(ctx, "calendar:manage");
  const actor = actorOf(ctx, "staff");
  const { from, to, working, note } = setDaysInput.parse(input);
  if (from < dayKey(ctx.now)) throw new DomainError("TOO_LATE", { fields: { from: "TOO_LATE" } });
  const days = Array.from({ length: mostDays + 1 }, (_, i) => shiftDay(from, i)).filter((day) => day <= to);
  if (days.length > mostDays) throw new DomainError("LIMIT_REACHED", { fields: { to: "LIMIT_REACHED" } });
  return inTransaction(ctx, async (tx) => {
    await tx.db.$executeRaw`
      INSERT INTO calendar_day (day, working, note, set_by_id, updated_at)
      SELECT d, ${working}, ${note}, ${actor.id}::uuid, ${tx.now} FROM unnest(${days}::date[]) AS d
      ON CONFLICT (day) DO UPDATE SET working = EXCLUDED.working, note = EXCLUDED.note, set_by_id = EXCLUDED.set_by_id,
        updated_at = EXCLUDED.updated_at`;
    await recordAudit(tx, {
      action: "calendar.set",
      subject: { type: "calendar", id: from },
      after: { from, to, working, note },
    });
    return { ok: true };
  });
}
