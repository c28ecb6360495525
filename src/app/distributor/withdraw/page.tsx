import { Landmark } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { dateRange } from "#app/date-range.ts";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { getOwnBalances, getOwnProfile } from "#domain/distributor/queries.ts";
import { listOwnPayees } from "#domain/payee/queries.ts";
import { listWithdrawals } from "#domain/withdrawal/queries.ts";
import { type ListWithdrawalsInput, withdrawalStatuses } from "#domain/withdrawal/schema.ts";
import { requireDistributor } from "#trpc/server.ts";
import { RequestForm } from "./request-form.tsx";
import { WithdrawalTable } from "./withdrawal-table.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("ownWithdrawal"))("title") };
}

export default async function WithdrawPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireDistributor("withdrawal:own");
  const params = await searchParams;
  const status = (one(params.status) || undefined) as ListWithdrawalsInput["status"];
  const filter = { status, q: one(params.q), after: one(params.after), ...dateRange(params), limit: 20 };
  const [t, balances, profile, payees, page] = await Promise.all([
    getTranslations("ownWithdrawal"),
    getOwnBalances(ctx),
    getOwnProfile(ctx),
    listOwnPayees(ctx),
    listWithdrawals(ctx, filter),
  ]);
  const usable = payees.some((payee) => payee.status === "ACTIVE");
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <div className="mb-8 grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card>
          <div className="grid gap-4">
            {usable ? null : <NoAccount />}
            {profile.status === "FROZEN" ? (
              <Alert tone="warning">{t("frozen")}</Alert>
            ) : balances.prepaidMinor > 0n ? (
              <ClientMessages of={["ownWithdrawal"]}>
                <RequestForm availableMinor={String(balances.prepaidMinor)} />
              </ClientMessages>
            ) : (
              <p className="text-sm text-muted">{t("none")}</p>
            )}
          </div>
        </Card>
        <div className="grid gap-4">
          <Stat label={t("available")} value={<Money minor={balances.prepaidMinor} />} href="/distributor/balance" />
          {balances.outgoingMinor > 0n ? (
            <Stat label={t("onTheWay")} value={<Money minor={balances.outgoingMinor} />} href="/distributor/payouts" />
          ) : null}
          <Card title={t("howTitle")}>
            <ol className="list-decimal space-y-2 pl-5 text-sm text-muted">
              <li>{t("how1")}</li>
              <li>{t("how2")}</li>
              <li>{t("how3")}</li>
              <li>{t("how4")}</li>
            </ol>
          </Card>
        </div>
      </div>
      <h2 className="mb-3 text-base font-semibold">{t("list")}</h2>
      <FilterBar
        search={{ placeholder: t("search") }}
        selects={[
          {
            key: "status",
            label: t("statusLabel"),
            options: withdrawalStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
          },
        ]}
        dates
      />
      <ClientMessages of={["ownWithdrawal"]}>
        <WithdrawalTable rows={page.items} params={params} />
      </ClientMessages>
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}

async function NoAccount() {
  const t = await getTranslations("ownWithdrawal");
  return (
    <Alert
      tone="warning"
      title={t("noAccountTitle")}
      action={
        <ButtonLink href="/distributor/payees" icon={<Landmark />}>
          {t("noAccountAction")}
        </ButtonLink>
      }
    >
      {t("noAccountText")}
    </Alert>
  );
}
