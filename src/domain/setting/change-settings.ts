import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { getSettings } from "./queries.ts";
import { type Settings, settingsChange } from "./schema.ts";

/** Changes the keys given; the audit row shows only what became different. */
export function changeSettings(ctx: Ctx, input: z.input<typeof settingsChange>): Promise<Settings> {
  authorize(ctx, "setting:manage");
  const change = settingsChange.parse(input);
  return inTransaction(ctx, async (tx) => {
    const before = await getSettings(tx);
    const keys = (Object.keys(change) as (keyof Settings)[]).filter((key) => !isDeepStrictEqual(change[key], before[key]));
    if (keys.length === 0) return before;
    await requireLevel(tx, change.defaultLevelId);
    const updatedById = tx.actor.kind === "staff" ? tx.actor.id : null;
    for (const key of keys) {
      const value = change[key] === null ? Prisma.JsonNull : (change[key] as Prisma.InputJsonValue);
      await tx.db.setting.upsert({ where: { key }, create: { key, value, updatedById }, update: { value, updatedById } });
    }
    await recordAudit(tx, {
      action: "setting.change",
      subject: { type: "setting", id: "settings" },
      before: Object.fromEntries(keys.map((key) => [key, before[key]])),
      after: Object.fromEntries(keys.map((key) => [key, change[key]])),
    });
    return getSettings(tx);
  });
}

async function requireLevel(tx: TxCtx, id: string | null | undefined): Promise<void> {
  if (!id || (await tx.db.level.findUnique({ where: { id }, select: { id: true } }))) return;
  throw new DomainError("INVALID_INPUT", { fields: { defaultLevelId: "NOT_FOUND" } });
}
