import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Card } from "#components/ui/card.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { getOwnBalances, getOwnProfile } from "#domain/distributor/queries.ts";
import { listOwnTopUps, listPayChoices } from "#domain/payment/queries-own.ts";
import { requireDistributor } from "#trpc/server.ts";
import { TopUpHistory } from "./history.tsx";
import { openidCookie, readOpenid } from "./openid.ts";
import { StartTopUp } from "./start.tsx";

export default async function TopUpPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireDistributor("topup:own");
  const params = await searchParams;
  const [t, balances, profile, { choices, bankAccount }, page, jar] = await Promise.all([
    getTranslations("ownTopup"),
    getOwnBalances(ctx),
    getOwnProfile(ctx),
    listPayChoices(ctx),
    listOwnTopUps(ctx, { after: one(params.after), limit: 20 }),
    cookies(),
  ]);
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <div className="mb-8 grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card>
          {profile.status === "FROZEN" ? (
            <Alert tone="warning">{t("frozen")}</Alert>
          ) : (
            <ClientMessages of={["ownTopup", "payment"]}>
              {one(params.openid) === "failed" ? (
                <Alert tone="warning" className="mb-4">
                  {t("openidFailed")}
                </Alert>
              ) : null}
              <StartTopUp
                choices={choices}
                bankAccount={bankAccount}
                name={profile.name}
                amountMinor={/^\d{1,12}$/.test(one(params.amount) ?? "") ? one(params.amount)! : ""}
                wanted={one(params.method) ?? null}
                openid={readOpenid(jar.get(openidCookie)?.value)}
              />
            </ClientMessages>
          )}
        </Card>
        <div className="grid gap-4">
          <Stat label={t("balance")} value={<Money minor={balances.prepaidMinor} />} href="/distributor/balance" />
          <Card title={t("howTitle")}>
            <ul className="list-disc space-y-2 pl-5 text-sm text-muted">
              <li>{t("how1")}</li>
              <li>{t("how2")}</li>
              <li>{t("how3")}</li>
            </ul>
          </Card>
        </div>
      </div>
      <h2 className="mb-3 text-base font-semibold">{t("history")}</h2>
      <TopUpHistory rows={page.items} params={params} />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}
