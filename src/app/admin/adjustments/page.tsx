import { Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { hrefWith, one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#domain/access/rules.ts";
import { type AdjustmentRow, listAdjustments } from "#domain/adjustment/queries.ts";
import { adjustmentNo, adjustmentStatuses } from "#domain/adjustment/schema.ts";
import { disputeNo } from "#domain/dispute/schema.ts";
import { listDistributorOptions } from "#domain/distributor/queries.ts";
import { statementNo } from "#domain/settlement/rules.ts";
import { requireStaff } from "#trpc/server.ts";
import { DecideAdjustment, RequestAdjustment } from "./adjustment-actions.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("adjustment"))("title") };
}

export default async function AdjustmentsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("settlement:read");
  const params = await searchParams;
  const status = adjustmentStatuses.find((value) => value === one(params.status));
  const may = { request: can(ctx.actor, "adjustment:request"), approve: can(ctx.actor, "adjustment:approve") };
  const [t, page, distributors] = await Promise.all([
    getTranslations("adjustment"),
    listAdjustments(ctx, { status, distributorId: one(params.distributor), q: one(params.q), after: one(params.after) }),
    may.request ? listDistributorOptions(ctx) : [],
  ]);
  const tabs = [...adjustmentStatuses, "ALL" as const];
  return (
    <ClientMessages of={["adjustment"]}>
      <PageHeader
        title={t("title")}
        description={t("lead")}
        actions={
          may.request ? (
            <RequestAdjustment
              distributors={distributors.map(({ id, name, no, level }) => ({
                value: id,
                label: name,
                hint: `#${no} · ${level.name}`,
              }))}
            />
          ) : null
        }
      />
      <LinkTabs
        label={t("status.label")}
        current={status ?? "ALL"}
        tabs={tabs.map((key) => ({
          ...{ key, href: hrefWith(params, { status: key === "ALL" ? null : key, after: null }) },
          label: key === "ALL" ? t("tab.all") : t(`status.${key}`),
        }))}
      />
      <FilterBar search={{ placeholder: t("search") }} />
      <AdjustmentTable rows={page.items} params={params} me={ctx.actor.id} may={may} />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </ClientMessages>
  );
}

type TableProps = { rows: AdjustmentRow[]; params: Params; me: string; may: { request: boolean; approve: boolean } };

function AdjustmentTable({ rows, params, me, may }: TableProps) {
  const t = useTranslations("adjustment");
  return (
    <DataTable
      label={t("title")}
      rows={rows}
      rowKey={(row) => row.id}
      params={params}
      filterKeys={["q", "status", "distributor"]}
      empty={<EmptyState icon={<Scale />} title={t("emptyTitle")} text={t("emptyText")} />}
      columns={[
        { key: "no", header: t("no"), primary: true, cell: (row) => adjustmentNo(row.no) },
        {
          key: "distributor",
          header: t("distributor"),
          cell: (row) => <TextLink href={`/admin/distributors/${row.distributorId}`}>{row.distributorName}</TextLink>,
        },
        { key: "amount", header: t("amount"), align: "end", cell: (row) => <Money minor={row.amountMinor} signed tone /> },
        { key: "reason", header: t("reason"), className: "max-w-72 whitespace-normal", cell: (row) => <Reason row={row} /> },
        {
          key: "status",
          header: t("status.label"),
          cell: (row) => <StatusBadge status={row.status} label={t(`status.${row.status}`)} />,
        },
        { key: "where", header: t("statement"), cell: (row) => <Where row={row} /> },
        {
          key: "at",
          header: t("createdAt"),
          cell: (row) => (
            <span className="inline-grid">
              <DateTime at={row.createdAt} />
              <span className="text-xs text-muted">{row.requestedByName ? t("by", { name: row.requestedByName }) : null}</span>
            </span>
          ),
        },
        ...(may.request
          ? [
              {
                key: "decide",
                header: t("handling"),
                align: "end" as const,
                cell: (row: AdjustmentRow) => <Decide row={row} me={me} may={may} />,
              },
            ]
          : []),
      ]}
    />
  );
}

function Reason({ row }: { row: AdjustmentRow }) {
  const t = useTranslations("adjustment");
  return (
    <span className="grid gap-0.5">
      <span>{row.reason}</span>
      {row.disputeId && row.disputeNo !== null ? (
        <TextLink href={`/admin/disputes/${row.disputeId}`} className="w-fit text-xs font-normal">
          {t("dispute")} {disputeNo(row.disputeNo)}
        </TextLink>
      ) : null}
      {row.rejectReason ? <span className="text-xs text-danger-soft-foreground">{row.rejectReason}</span> : null}
    </span>
  );
}

/** Where an approved one has gone, or waits to go. */
function Where({ row }: { row: AdjustmentRow }) {
  const t = useTranslations("adjustment");
  if (row.status !== "APPROVED") return null;
  if (row.amountMinor < 0n) return <TextLink href={`/admin/distributors/${row.distributorId}?tab=debts`}>{t("owed")}</TextLink>;
  if (!row.statementId || row.statementNo === null) return <span className="text-xs text-muted">{t("waits")}</span>;
  return <TextLink href={`/admin/settlement/statements/${row.statementId}`}>{statementNo(row.statementNo)}</TextLink>;
}

function Decide({ row, me, may }: { row: AdjustmentRow; me: string; may: TableProps["may"] }) {
  const t = useTranslations("adjustment");
  const own = row.requestedById === me;
  if (row.status !== "REQUESTED")
    return row.decidedByName ? <span className="text-xs text-muted">{t("decidedBy", { name: row.decidedByName })}</span> : null;
  if (!own && !may.approve) return null;
  return (
    <DecideAdjustment
      id={row.id}
      name={row.distributorName}
      amountMinor={String(row.amountMinor)}
      mayApprove={may.approve && !own}
    />
  );
}
