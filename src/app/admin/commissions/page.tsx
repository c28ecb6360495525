import { getTranslations } from "next-intl/server";
import { commissionFilterOf } from "#app/commission-filter.ts";
import { CommissionPage } from "#app/commission-page.tsx";
import type { Params } from "#components/table/href.ts";
import { listCommissions, totalCommissions } from "#domain/commission/queries.ts";
import { listDistributorOptions } from "#domain/distributor/queries.ts";
import { productOptions } from "#domain/product/queries.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { expectedStatements } from "#domain/settlement/queries-runs.ts";
import { requireStaff } from "#trpc/server.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("commission"))("title") };
}

export default async function CommissionsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("commission:read");
  const params = await searchParams;
  const filter = commissionFilterOf(params);
  const [page, totals, settings, expected, products, distributors] = await Promise.all([
    listCommissions(ctx, filter),
    totalCommissions(ctx, filter),
    getSettings(ctx),
    expectedStatements(ctx),
    productOptions(ctx),
    listDistributorOptions(ctx),
  ]);
  return <CommissionPage {...{ params, page, totals, settings, expected, products, distributors }} now={ctx.now} />;
}
