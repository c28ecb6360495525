import { listDistributorOptions } from "#domain/distributor/queries.ts";
import { listLevels } from "#domain/level/queries.ts";
import { listCategories, productOptions } from "#domain/product/queries.ts";
import { getSettings } from "#domain/setting/queries.ts";
import type { Ctx } from "#lib/context.ts";

/** What a rule's form lets choose from. */
export async function ruleChoices(ctx: Ctx) {
  const [settings, products, categories, levels, distributors] = await Promise.all([
    getSettings(ctx),
    productOptions(ctx),
    listCategories(ctx),
    listLevels(ctx),
    listDistributorOptions(ctx),
  ]);
  const named = (rows: { id: string; name: string }[]) => rows.map(({ id, name }) => ({ value: id, label: name }));
  return {
    networkDepth: settings.networkDepth,
    people: distributors.length,
    products: named(products),
    categories: named(categories),
    levels: named(levels),
  };
}
