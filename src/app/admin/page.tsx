import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { daysOf, windowOf } from "#domain/report/rules.ts";
import { requireStaff } from "#trpc/server.ts";
import { Dashboard } from "./dashboard.tsx";

export default async function DashboardPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("report:read");
  const [params, t] = await Promise.all([searchParams, getTranslations("dashboard")]);
  const window = windowOf({ from: one(params.from), to: one(params.to) }, ctx.now);
  const days = daysOf(window);
  const period = { from: days[0]!, to: days.at(-1)! };
  return (
    <>
      <PageHeader title={t("title")} description={t("period", period)} />
      <FilterBar dates={period} />
      <Suspense fallback={<DashboardSkeleton />}>
        <Dashboard ctx={ctx} window={window} days={days} period={period} />
      </Suspense>
    </>
  );
}

function DashboardSkeleton() {
  return (
    <div aria-hidden="true" className="grid grid-cols-2 gap-4 lg:grid-cols-4">
      {["a", "b", "c", "d"].map((key) => (
        <Skeleton key={key} className="h-28" />
      ))}
      <Skeleton className="col-span-2 h-80" />
      <Skeleton className="col-span-2 h-80" />
    </div>
  );
}
