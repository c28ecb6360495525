import type { Ctx } from "#lib/context.ts";
import { defaultSettings, type Settings, settingsSchema } from "./schema.ts";

/** All settings, defaults filled in. Trusted: any command may read them. */
export async function getSettings(ctx: Pick<Ctx, "db">): Promise<Settings> {
  const rows = await ctx.db.setting.findMany();
  return settingsSchema.parse({ ...defaultSettings, ...Object.fromEntries(rows.map((row) => [row.key, row.value])) });
}
