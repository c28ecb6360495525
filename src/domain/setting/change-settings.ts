import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { getSettings } from "./queries.ts";
import { type Settings, settingsChange } from "./schema.ts";

export function changeSettings(ctx: Ctx, input: Partial<Settings>): Promise<Settings> {
  authorize(ctx, "setting:manage");
  // Not parsed again with defaults: only the keys given change.
  const change = Object.fromEntries(Object.entries(settingsChange.parse(input)).filter(([key]) => key in input));
  return inTransaction(ctx, async (tx) => {
    const before = await getSettings(tx);
    const by = tx.actor.kind === "staff" ? tx.actor.id : null;
    for (const [key, raw] of Object.entries(change)) {
      const value = raw === null ? Prisma.JsonNull : (raw as Prisma.InputJsonValue);
      await tx.db.setting.upsert({
        where: { key },
        create: { key, value, updatedById: by },
        update: { value, updatedById: by },
      });
    }
    const after = await getSettings(tx);
    await recordAudit(tx, {
      action: "setting.change",
      subject: { type: "setting", id: "settings" },
      before,
      after,
    });
    return after;
  });
}
