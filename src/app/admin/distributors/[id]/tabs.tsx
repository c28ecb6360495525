import { Link2, ScrollText } from "lucide-react";
import { getFormatter, getTranslations } from "next-intl/server";
import { LegalNotice } from "#app/legal-notice.tsx";
import { NetworkTree } from "#app/network-tree.tsx";
import { plainMember } from "#app/plain-member.ts";
import { wordOf } from "#app/word-of.ts";
import { BarChart } from "#components/chart/trend-chart.tsx";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import { Timeline } from "#components/ui/timeline.tsx";
import { type getDistributor, listDistributorAudit } from "#domain/distributor/queries.ts";
import { getNetwork } from "#domain/distributor/queries-network.ts";
import { getResults } from "#domain/distributor/queries-results.ts";
import { listLinks } from "#domain/link/queries.ts";
import { getCtx } from "#trpc/server.ts";

type Found = Awaited<ReturnType<typeof getDistributor>>;

export async function ProfileTab({ distributor }: { distributor: Found }) {
  const [t, region, channel] = await Promise.all([
    getTranslations("distributor"),
    getTranslations("region"),
    getTranslations("channel"),
  ]);
  const { upline, users, application, channelKind } = distributor;
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <Card title={t("facts")}>
        <DescriptionList
          items={[
            { label: t("level"), value: distributor.level.name },
            {
              label: t("upline"),
              value: upline ? <TextLink href={`/admin/distributors/${upline.id}`}>{upline.name}</TextLink> : t("noUpline"),
            },
            { label: t("phone"), value: <span className="tnum">{distributor.phone}</span> },
            { label: t("email"), value: distributor.email },
            { label: t("region"), value: wordOf(region, distributor.region) },
            { label: t("channelKind"), value: wordOf(channel, channelKind) },
            {
              label: t("tax.label"),
              value: [t(`tax.${distributor.taxKind}`), distributor.taxIdMasked].filter(Boolean).join(" · "),
            },
            { label: t("joinedAt"), value: <DateTime at={distributor.createdAt} /> },
            {
              label: t("inviteCode"),
              value: (
                <span className="inline-flex items-center gap-1">
                  <TextLink href={`/join/${distributor.inviteCode}`} className="font-mono">
                    {distributor.inviteCode}
                  </TextLink>
                  <CopyButton value={distributor.inviteCode} />
                </span>
              ),
            },
            ...(application
              ? [
                  {
                    label: t("application"),
                    value: <TextLink href={`/admin/applications/${application.id}`}>{t("seeApplication")}</TextLink>,
                    wide: true,
                  },
                ]
              : []),
          ]}
        />
      </Card>
      <Card title={t("logins")}>
        <ul className="grid gap-4">
          {users.map((user) => (
            <li key={user.id} className="flex items-center gap-3">
              <Avatar name={user.name} />
              <div className="min-w-0 text-sm">
                <p className="truncate font-medium">{user.name}</p>
                <p className="truncate text-muted">{user.email}</p>
                <p className="text-xs text-muted">
                  {user.disabledAt ? (
                    t("loginDisabled")
                  ) : user.lastSignInAt ? (
                    <>
                      {t("lastSignIn")} <DateTime at={user.lastSignInAt} />
                    </>
                  ) : (
                    t("neverSignedIn")
                  )}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}

export async function LinksTab({ distributorId }: { distributorId: string }) {
  const t = await getTranslations("distributor");
  const page = await listLinks(await getCtx(), { distributorId, limit: 50 });
  return (
    <>
      <DataTable
        label={t("tab.links")}
        rows={page.items}
        rowKey={(row) => row.id}
        rowHref={(row) => `/admin/links/${row.id}`}
        empty={<EmptyState icon={<Link2 />} title={t("noLinks")} text={t("noLinksText")} />}
        columns={[
          { key: "no", header: t("link.no"), primary: true, cell: (row) => `#${row.no}` },
          { key: "product", header: t("link.product"), cell: (row) => row.product.name },
          { key: "quota", header: t("link.quota"), align: "end", cell: (row) => <Num value={row.figures.quota} /> },
          { key: "claimed", header: t("link.claimed"), align: "end", cell: (row) => <Num value={row.figures.claimed} /> },
          { key: "redeemed", header: t("link.redeemed"), align: "end", cell: (row) => <Num value={row.figures.redeemed} /> },
          {
            key: "state",
            header: t("statusLabel"),
            cell: (row) => <StatusBadge status={row.state} label={t(`link.state.${row.state}`)} />,
          },
          { key: "at", header: t("link.createdAt"), phone: "hide", cell: (row) => <DateTime at={row.createdAt} /> },
        ]}
      />
      {page.next ? (
        <p className="mt-3 text-sm">
          <TextLink href={`/admin/links?distributorId=${distributorId}`}>{t("allLinks")}</TextLink>
        </p>
      ) : null}
    </>
  );
}

export async function NetworkTab({ distributorId }: { distributorId: string }) {
  const t = await getTranslations("network");
  const network = await getNetwork(await getCtx(), distributorId);
  return (
    <>
      <LegalNotice paidDepth={network.paidDepth} people={network.people} />
      <Card
        flush
        title={t("title")}
        description={t("summary", { people: network.people, deepest: network.deepest, paid: network.paidDepth })}
      >
        <ClientMessages of={["network"]}>
          <NetworkTree members={network.members.map(plainMember)} hrefBase="/admin/distributors/" openDepth={3} />
        </ClientMessages>
      </Card>
    </>
  );
}

export async function ResultsTab({ distributorId }: { distributorId: string }) {
  const t = await getTranslations("distributor");
  const months = await getResults(await getCtx(), distributorId);
  return (
    <div className="grid gap-4">
      <div className="grid gap-4 lg:grid-cols-2">
        <Card title={t("result.money")}>
          <BarChart
            title={t("result.money")}
            series={[
              { key: "bought", label: t("result.bought"), unit: "money" },
              { key: "commission", label: t("result.commission"), unit: "money" },
            ]}
            rows={months.map((row) => ({
              label: row.month,
              bought: Number(row.boughtMinor),
              commission: Number(row.commissionMinor),
            }))}
          />
        </Card>
        <Card title={t("result.vouchers")}>
          <BarChart
            title={t("result.vouchers")}
            series={[
              { key: "claims", label: t("result.claims") },
              { key: "redemptions", label: t("result.redemptions") },
            ]}
            rows={months.map((row) => ({ label: row.month, claims: row.claims, redemptions: row.redemptions }))}
          />
        </Card>
      </div>
      <DataTable
        label={t("tab.results")}
        rows={[...months].reverse()}
        rowKey={(row) => row.month}
        columns={[
          { key: "month", header: t("result.month"), primary: true, cell: (row) => row.month },
          { key: "bought", header: t("result.bought"), align: "end", cell: (row) => <Money minor={row.boughtMinor} /> },
          { key: "claims", header: t("result.claims"), align: "end", cell: (row) => <Num value={row.claims} /> },
          { key: "redemptions", header: t("result.redemptions"), align: "end", cell: (row) => <Num value={row.redemptions} /> },
          {
            key: "commission",
            header: t("result.commission"),
            align: "end",
            cell: (row) => <Money minor={row.commissionMinor} />,
          },
        ]}
      />
    </div>
  );
}

export async function AuditTab({ distributorId }: { distributorId: string }) {
  const [t, audit, format] = await Promise.all([getTranslations("distributor"), getTranslations("audit"), getFormatter()]);
  const rows = await listDistributorAudit(await getCtx(), distributorId);
  if (rows.length === 0)
    return (
      <div className="tile">
        <EmptyState icon={<ScrollText />} title={t("noAudit")} />
      </div>
    );
  const facts = (value: unknown) =>
    value && typeof value === "object"
      ? format.list(
          Object.values(value).filter((part): part is string => typeof part === "string" && !/^[0-9a-f-]{36}$/.test(part)),
        )
      : "";
  return (
    <Card>
      <Timeline
        items={rows.map((row) => ({
          key: row.id,
          at: <DateTime at={row.at} />,
          title: audit.has(`action.${row.action}`) ? audit(`action.${row.action}`) : row.action,
          text: (
            <>
              {row.actorName}
              {row.action === "distributor.create" ? null : changeText(facts(row.before), facts(row.after))}
              {row.reason ? <span className="block">{row.reason}</span> : null}
            </>
          ),
        }))}
      />
    </Card>
  );
}

const changeText = (before: string, after: string) => (before || after ? ` · ${before || "—"} → ${after || "—"}` : "");
