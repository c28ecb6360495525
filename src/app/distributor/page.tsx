import { ArrowRight, Check, Circle, HandCoins, ShoppingCart, TicketCheck, UserCheck, Wallet } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { BarChart } from "#components/chart/trend-chart.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import { getOwnProfile } from "#domain/distributor/queries.ts";
import { type Activity, getHome, type StepsDone } from "#domain/distributor/queries-results.ts";
import { requireDistributor } from "#trpc/server.ts";

export default async function HomePage() {
  const ctx = await requireDistributor("allotment:own");
  const [t, home, profile] = await Promise.all([getTranslations("portal"), getHome(ctx), getOwnProfile(ctx)]);
  const { thisMonth: month } = home;
  const started = home.done.topUp && home.done.purchase && home.done.link && home.done.claim;
  return (
    <>
      <PageHeader
        title={t("hello", { name: profile.name })}
        description={t("who", { level: profile.level.name, upline: profile.upline?.name ?? t("operator") })}
        actions={
          <ButtonLink href="/distributor/buy" variant="primary" icon={<ShoppingCart />}>
            {t("buy")}
          </ButtonLink>
        }
      />
      {profile.status === "FROZEN" ? (
        <Alert tone="warning" title={t("frozenTitle")} className="mb-4">
          {t("frozenText")}
        </Alert>
      ) : null}
      <StatGrid>
        <Stat label={t("prepaid")} value={<Money minor={home.prepaidMinor} />} href="/distributor/balance" />
        <Stat
          label={t("stock")}
          value={<Num value={home.left} />}
          hint={t("inLinks", { count: home.inLinks })}
          href="/distributor/allotments"
        />
        <Stat label={t("claimsThisMonth")} value={<Num value={month.claims} />} href="/distributor/links" />
        <Stat
          label={t("redemptionsThisMonth")}
          value={<Num value={month.redemptions} />}
          hint={
            <>
              {t("commissionThisMonth")} <Money minor={month.commissionMinor} />
            </>
          }
          href="/distributor/commissions"
        />
      </StatGrid>
      {started ? null : <FirstSteps done={home.done} />}
      <div className="mt-4 grid gap-4 lg:grid-cols-2">
        <Card title={t("sixMonths")}>
          <BarChart
            title={t("sixMonths")}
            series={[
              { key: "claims", label: t("claims") },
              { key: "redemptions", label: t("redemptions") },
            ]}
            rows={home.months.map((row) => ({ label: row.month, claims: row.claims, redemptions: row.redemptions }))}
          />
        </Card>
        <Latest activity={home.activity} />
      </div>
    </>
  );
}

async function FirstSteps({ done }: { done: StepsDone }) {
  const t = await getTranslations("portal.steps");
  const steps = [
    { key: "topUp", href: "/distributor/top-up" },
    { key: "purchase", href: "/distributor/buy" },
    { key: "link", href: "/distributor/links" },
    { key: "claim", href: "/distributor/links" },
    { key: "invite", href: "/distributor/invite" },
  ] as const;
  const next = steps.find((step) => !done[step.key])?.key;
  return (
    <Card title={t("title")} description={t("text")} className="mt-4" flush>
      <ol className="border-t border-separator">
        {steps.map(({ key, href }) => (
          <li key={key} className="border-b border-separator last:border-b-0">
            <Link href={href} className="flex items-center gap-3 px-4 py-3 hover:bg-surface-hover sm:px-5">
              {done[key] ? (
                <Check aria-label={t("done")} className="size-5 shrink-0 text-success-soft-foreground" />
              ) : (
                <Circle aria-label={t("open")} className="size-5 shrink-0 text-muted" />
              )}
              <span className="min-w-0 flex-1">
                <span className={done[key] ? "text-muted line-through" : "font-medium"}>{t(`${key}.title`)}</span>
                {done[key] ? null : <span className="block text-sm text-muted">{t(`${key}.text`)}</span>}
              </span>
              {next === key ? <ArrowRight aria-hidden="true" className="size-4 text-link" /> : null}
            </Link>
          </li>
        ))}
      </ol>
    </Card>
  );
}

const activityIcon: Record<Activity["kind"], ReactNode> = {
  topup: <Wallet />,
  purchase: <ShoppingCart />,
  claim: <UserCheck />,
  redemption: <HandCoins />,
};

async function Latest({ activity }: { activity: Activity[] }) {
  const t = await getTranslations("portal");
  const hrefOf = { claim: "/distributor/links", redemption: "/distributor/commissions" };
  const byId = { topup: "/distributor/top-up", purchase: "/distributor/allotments" };
  return (
    <Card title={t("latest")} flush>
      {activity.length === 0 ? (
        <EmptyState icon={<TicketCheck />} title={t("nothingYet")} text={t("nothingYetText")} />
      ) : (
        <ul className="border-t border-separator">
          {activity.map((row) => (
            <li key={`${row.kind}-${row.id}`} className="border-b border-separator last:border-b-0">
              <Link
                href={
                  row.kind in byId ? `${byId[row.kind as keyof typeof byId]}/${row.id}` : hrefOf[row.kind as keyof typeof hrefOf]
                }
                className="flex items-center gap-3 px-4 py-2.5 hover:bg-surface-hover sm:px-5 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-muted"
              >
                {activityIcon[row.kind]}
                <span className="min-w-0 flex-1 truncate">
                  {t(`activity.${row.kind}`, { title: row.title, count: row.quantity ?? 0 })}
                </span>
                <span className="text-right text-xs text-muted">
                  {row.amountMinor === null ? null : <Money minor={row.amountMinor} className="block text-foreground" />}
                  <DateTime at={row.at} relative />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
