import type { ComboOption } from "#components/ui/combobox.tsx";
import type { Option } from "#components/ui/input.tsx";
import { can } from "#domain/access/rules.ts";
import { listDistributorOptions } from "#domain/distributor/queries.ts";
import { listLevels } from "#domain/level/queries.ts";
import { getSettings } from "#domain/setting/queries.ts";
import type { Ctx } from "#lib/context.ts";

export type Choices = { levels: Option[]; uplines: ComboOption[]; defaultLevelId: string | null };

/** What the reviewer may choose from; null when he may not decide. */
export async function readChoices(ctx: Ctx): Promise<Choices | null> {
  if (!can(ctx.actor, "application:decide")) return null;
  const [levels, distributors, settings] = await Promise.all([
    listLevels(ctx),
    listDistributorOptions(ctx, { activeOnly: true }),
    getSettings(ctx),
  ]);
  return {
    levels: levels.map((level) => ({ value: level.id, label: level.name })),
    uplines: distributors.map((one) => ({ value: one.id, label: one.name, hint: `#${one.no} · ${one.level.name}` })),
    defaultLevelId: levels.find((level) => level.id === settings.defaultLevelId)?.id ?? levels.at(-1)?.id ?? null,
  };
}
