import { getTranslations } from "next-intl/server";
import { commissionFilterOf } from "#app/commission-filter.ts";
import { CommissionPage } from "#app/commission-page.tsx";
import type { Params } from "#components/table/href.ts";
import { listOwnCommissions, ownCommissionProducts, totalOwnCommissions } from "#domain/commission/queries.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { expectedStatements } from "#domain/settlement/queries-runs.ts";
import { requireDistributor } from "#trpc/server.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("commission"))("title") };
}

export default async function OwnCommissionsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireDistributor("commission:own");
  const params = await searchParams;
  const filter = commissionFilterOf(params);
  const [page, totals, settings, expected, products] = await Promise.all([
    listOwnCommissions(ctx, filter),
    totalOwnCommissions(ctx, filter),
    getSettings(ctx),
    expectedStatements(ctx),
    ownCommissionProducts(ctx),
  ]);
  return <CommissionPage {...{ params, page, totals, settings, expected, products }} now={ctx.now} />;
}
