import { authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import { defaultSettings, type Settings, settingsSchema } from "./schema.ts";

/** All settings, defaults filled in. Trusted: any command may read them. */
export async function getSettings(ctx: Pick<Ctx, "db">): Promise<Settings> {
  const rows = await ctx.db.setting.findMany();
  return settingsSchema.parse({ ...defaultSettings, ...Object.fromEntries(rows.map((row) => [row.key, row.value])) });
}

/** What strangers read on public pages. */
export async function getPublicContact(ctx: Ctx): Promise<{ operatorName: string; email: string; phone: string }> {
  authorize(ctx, "application:submit");
  const { operatorName, contactEmail, contactPhone } = await getSettings(ctx);
  return { operatorName, email: contactEmail, phone: contactPhone };
}
