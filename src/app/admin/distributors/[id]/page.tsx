import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { one, type Params } from "#components/table/href.ts";
import { Alert } from "#components/ui/alert.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import { can } from "#domain/access/rules.ts";
import { getDistributor, listDistributorOptions } from "#domain/distributor/queries.ts";
import { listLevels } from "#domain/level/queries.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { DistributorActions } from "./actions.tsx";
import { AllotmentsTab } from "./allotments-tab.tsx";
import { BalanceTab } from "./balance-tab.tsx";
import { DebtsTab } from "./debts-tab.tsx";
import { AuditTab, LinksTab, NetworkTab, ProfileTab, ResultsTab } from "./tabs.tsx";

const tabs = ["profile", "balance", "allotments", "links", "network", "debts", "results", "audit"] as const;

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

export default async function DistributorPage({ params, searchParams }: Props) {
  const ctx = await requireStaff("distributor:read");
  const [{ id }, search] = await Promise.all([params, searchParams]);
  const [t, found] = await Promise.all([getTranslations("distributor"), orAnswer(getDistributor(ctx, id))]);
  const shown = tabs.filter(
    (tab) => (tab !== "audit" || can(ctx.actor, "audit:read")) && (tab !== "debts" || can(ctx.actor, "settlement:read")),
  );
  const tab = shown.find((one_) => one_ === one(search.tab)) ?? "profile";
  const base = `/admin/distributors/${id}`;
  const counts = { allotments: found._count.allotments, links: found._count.links, network: found._count.downline };
  return (
    <>
      <PageHeader
        title={found.name}
        description={`#${found.no} · ${found.level.name}`}
        crumbs={[{ href: "/admin/distributors", label: t("title") }, { label: found.name }]}
        badge={<StatusBadge status={found.status} label={t(`status.${found.status}`)} />}
        actions={
          <Actions
            {...{ id, name: found.name, levelId: found.levelId, uplineId: found.uplineId, status: found.status }}
            taxKind={found.taxKind}
          />
        }
      />
      {found.status === "FROZEN" ? (
        <Alert tone="warning" title={t("frozenTitle")} className="mb-4">
          {t("frozenText")}
        </Alert>
      ) : null}
      <StatGrid className="mb-6">
        <Stat label={t("prepaid")} value={<Money minor={found.prepaidMinor} />} href={`${base}?tab=balance`} />
        <Stat
          label={t("commissionFrozen")}
          value={<Money minor={found.frozenMinor} />}
          href={`/admin/commissions?distributor=${id}&status=FROZEN`}
        />
        <Stat
          label={t("commissionPayable")}
          value={<Money minor={found.payableMinor} />}
          href={`/admin/commissions?distributor=${id}&status=PAYABLE`}
        />
        {found.receivableMinor > 0n ? (
          <Stat label={t("receivable")} value={<Money minor={found.receivableMinor} />} href={`${base}?tab=debts`} />
        ) : null}
        <Stat label={t("downline")} value={<Num value={found._count.downline} />} href={`${base}?tab=network`} />
      </StatGrid>
      <LinkTabs
        label={found.name}
        current={tab}
        tabs={shown.map((key) => ({
          key,
          href: key === "profile" ? base : `${base}?tab=${key}`,
          label: t(`tab.${key}`),
          count: key in counts ? counts[key as keyof typeof counts] : undefined,
        }))}
      />
      {tab === "profile" ? <ProfileTab distributor={found} /> : null}
      {tab === "balance" ? <BalanceTab distributorId={id} params={search} /> : null}
      {tab === "allotments" ? <AllotmentsTab distributorId={id} params={search} /> : null}
      {tab === "links" ? <LinksTab distributorId={id} /> : null}
      {tab === "network" ? <NetworkTab distributorId={id} /> : null}
      {tab === "debts" ? <DebtsTab distributorId={id} params={search} /> : null}
      {tab === "results" ? <ResultsTab distributorId={id} /> : null}
      {tab === "audit" ? <AuditTab distributorId={id} /> : null}
    </>
  );
}

type Facts = { id: string; name: string; levelId: string; uplineId: string | null; status: "ACTIVE" | "FROZEN" } & {
  taxKind: "PERSON" | "COMPANY";
};

async function Actions(facts: Facts) {
  const ctx = await requireStaff("distributor:read");
  const may = {
    ...{
      manage: can(ctx.actor, "distributor:manage"),
      record: can(ctx.actor, "topup:record"),
      tax: can(ctx.actor, "tax:manage"),
    },
  };
  if (!may.manage && !may.record && !may.tax) return null;
  const [levels, others] = await Promise.all([listLevels(ctx), listDistributorOptions(ctx, { activeOnly: true })]);
  return (
    <ClientMessages of={["distributor", "topup"]}>
      <DistributorActions
        {...facts}
        may={may}
        levels={levels.map((level) => ({ value: level.id, label: level.name }))}
        uplines={others
          .filter((other) => other.id !== facts.id)
          .map((other) => ({ value: other.id, label: other.name, hint: `#${other.no} · ${other.level.name}` }))}
      />
    </ClientMessages>
  );
}
