import { getTranslations } from "next-intl/server";
import { Debts } from "#app/debt-table.tsx";
import { one, type Params } from "#components/table/href.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listDebts } from "#domain/settlement/queries-debts.ts";
import { requireDistributor } from "#trpc/server.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("statement.debts"))("title") };
}

export default async function OwnDebtsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireDistributor("statement:own");
  const params = await searchParams;
  const [t, balance, page] = await Promise.all([
    getTranslations("statement.debts"),
    getTranslations("balance"),
    listDebts(ctx, { after: one(params.after) }),
  ]);
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("lead")}
        crumbs={[{ href: "/distributor/balance", label: balance("title") }, { label: t("title") }]}
      />
      <Debts page={page} params={params} staff={false} />
    </>
  );
}
