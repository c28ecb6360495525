import { ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { dateRange } from "#app/date-range.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { hrefWith, one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { BulkBar, Selection } from "#components/table/selection.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#domain/access/rules.ts";
import { countIncidents, listIncidents, listResolvers } from "#domain/incident/queries.ts";
import { incidentKinds, incidentNo } from "#domain/incident/rules.ts";
import { providers } from "#domain/incident/schema.ts";
import { requireStaff } from "#trpc/server.ts";
import { tabOf } from "../document-href.ts";
import { ResolveSelected } from "./resolve.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("incidents"))("title") };
}

const statuses = ["OPEN", "RESOLVED"] as const;

export default async function IncidentsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("incident:read");
  const params = await searchParams;
  const status = tabOf(params, "status", statuses, "OPEN");
  const { kind, provider, owner, q, after } = Object.fromEntries(Object.keys(params).map((key) => [key, one(params[key])]));
  const filter = { status, kind, provider, owner, q, after, ...dateRange(params) };
  const [t, page, counts, people] = await Promise.all([
    getTranslations("incidents"),
    listIncidents(ctx, filter as Parameters<typeof listIncidents>[1]),
    countIncidents(ctx),
    listResolvers(ctx),
  ]);
  const mayResolve = can(ctx.actor, "incident:resolve") && status === "OPEN";
  const pay = await getTranslations("payment");
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <LinkTabs
        label={t("title")}
        current={status ?? "ALL"}
        tabs={[
          ...statuses.map((key) => ({
            key,
            href: hrefWith(params, { status: key, after: null }),
            label: t(`status.${key}`),
            count: counts[key],
          })),
          { key: "ALL", href: hrefWith(params, { status: "ALL", after: null }), label: t("all") },
        ]}
      />
      <FilterBar
        search={{ placeholder: t("searchHint") }}
        selects={[
          { key: "kind", label: t("kindLabel"), options: incidentKinds.map((value) => ({ value, label: t(`kind.${value}`) })) },
          {
            key: "provider",
            label: t("providerLabel"),
            options: providers.map((value) => ({ value, label: pay(`provider.${value}`) })),
          },
          {
            key: "owner",
            label: t("ownerLabel"),
            options: [
              { value: "none", label: t("nobody") },
              ...people.map((person) => ({ value: person.id, label: person.name })),
            ],
          },
        ]}
        dates
      />
      <Selection>
        <IncidentTable rows={page.items} params={params} selectable={mayResolve} open={status === "OPEN"} />
        {mayResolve ? (
          <BulkBar>
            <ResolveSelected />
          </BulkBar>
        ) : null}
      </Selection>
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}

type Row = Awaited<ReturnType<typeof listIncidents>>["items"][number];
type TableProps = { rows: Row[]; params: Params; selectable: boolean; open: boolean };

function IncidentTable({ rows, params, selectable, open }: TableProps) {
  const t = useTranslations("incidents");
  const pay = useTranslations("payment.provider");
  const amount = (minor: bigint | null) => (minor === null ? <span className="text-muted">—</span> : <Money minor={minor} />);
  return (
    <DataTable
      label={t("title")}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/admin/incidents/${row.id}`}
      params={params}
      filterKeys={["q", "kind", "provider", "owner", "from", "to"]}
      selectable={selectable}
      empty={
        <EmptyState
          icon={<ShieldCheck />}
          title={t(open ? "emptyTitle" : "emptyAll")}
          text={t(open ? "emptyText" : "emptyAllText")}
        />
      }
      columns={[
        {
          key: "kind",
          header: t("kindLabel"),
          primary: true,
          cell: (row) => (
            <span className="block">
              <span className="block">{t(`kind.${row.kind}`)}</span>
              <span className="tnum block text-xs font-normal text-muted">{incidentNo(row.no)}</span>
            </span>
          ),
        },
        { key: "provider", header: t("providerLabel"), cell: (row) => (row.provider ? pay(row.provider) : "—") },
        { key: "day", header: t("dayLabel"), phone: "hide", cell: (row) => row.day?.toISOString().slice(0, 10) ?? "—" },
        { key: "expected", header: t("expected"), align: "end", cell: (row) => amount(row.expectedMinor) },
        { key: "actual", header: t("actual"), align: "end", cell: (row) => amount(row.actualMinor) },
        { key: "owner", header: t("ownerLabel"), cell: (row) => row.owner ?? <span className="text-muted">{t("nobody")}</span> },
        {
          key: "status",
          header: t("statusLabel"),
          cell: (row) => <StatusBadge status={row.status} label={t(`status.${row.status}`)} />,
        },
        { key: "at", header: t("createdAt"), phone: "hide", cell: (row) => <DateTime at={row.createdAt} /> },
      ]}
    />
  );
}
