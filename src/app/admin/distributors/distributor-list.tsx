import { Users } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { wordOf } from "#app/word-of.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { NumberedPagination } from "#components/table/pagination.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { ButtonLink, TextLink } from "#components/ui/button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import { listDistributors } from "#domain/distributor/queries.ts";
import { distributorStatuses, type ListDistributorsInput, regions } from "#domain/distributor/schema.ts";
import { listLevels } from "#domain/level/queries.ts";
import { getCtx } from "#trpc/server.ts";

const filterKeys = ["q", "levelId", "status", "region", "uplineId"];

export async function DistributorList({ params }: { params: Params }) {
  const [t, region, ctx] = await Promise.all([getTranslations("distributor"), getTranslations("region"), getCtx()]);
  const given = Object.fromEntries([...filterKeys, "sort", "dir", "page"].map((key) => [key, one(params[key]) || undefined]));
  const [page, levels] = await Promise.all([listDistributors(ctx, given as ListDistributorsInput), listLevels(ctx)]);
  return (
    <>
      <FilterBar
        search={{ placeholder: t("searchHint") }}
        selects={[
          { key: "levelId", label: t("level"), options: levels.map((level) => ({ value: level.id, label: level.name })) },
          {
            key: "status",
            label: t("statusLabel"),
            options: distributorStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
          },
          { key: "region", label: t("region"), options: regions.map((value) => ({ value, label: region(value) })) },
          { key: "uplineId", label: t("upline"), options: uplineOptions(page.items, params, t("noUpline")) },
        ]}
      />
      <DataTable
        label={t("title")}
        rows={page.items}
        rowKey={(row) => row.id}
        rowHref={(row) => `/admin/distributors/${row.id}`}
        params={params}
        filterKeys={filterKeys}
        empty={
          <EmptyState
            icon={<Users />}
            title={t("emptyTitle")}
            text={t("emptyText")}
            action={<ButtonLink href="/join">{t("openRecruitment")}</ButtonLink>}
          />
        }
        columns={[
          {
            key: "name",
            header: t("name"),
            sortKey: "name",
            primary: true,
            cell: (row) => (
              <>
                {row.name} <span className="tnum font-normal text-muted">#{row.no}</span>
              </>
            ),
          },
          { key: "level", header: t("level"), cell: (row) => row.levelName },
          {
            key: "upline",
            header: t("upline"),
            phone: "hide",
            cell: (row) =>
              row.uplineId ? (
                <TextLink href={`/admin/distributors/${row.uplineId}`}>{row.uplineName}</TextLink>
              ) : (
                <span className="text-muted">{t("noUpline")}</span>
              ),
          },
          { key: "region", header: t("region"), phone: "hide", cell: (row) => wordOf(region, row.region) },
          {
            key: "balance",
            header: t("prepaid"),
            align: "end",
            sortKey: "balance",
            cell: (row) => <Money minor={row.balanceMinor} />,
          },
          { key: "sales", header: t("sales"), align: "end", sortKey: "sales", cell: (row) => <Money minor={row.salesMinor} /> },
          {
            key: "downline",
            header: t("downline"),
            align: "end",
            sortKey: "downline",
            cell: (row) =>
              row.downline > 0 ? (
                <TextLink href={`/admin/distributors?uplineId=${row.id}`}>
                  <Num value={row.downline} />
                </TextLink>
              ) : (
                <Num value={0} />
              ),
          },
          {
            key: "status",
            header: t("statusLabel"),
            cell: (row) => <StatusBadge status={row.status} label={t(`status.${row.status}`)} />,
          },
          {
            key: "created",
            header: t("joinedAt"),
            sortKey: "created",
            phone: "hide",
            cell: (row) => <DateTime at={row.createdAt} only="date" />,
          },
        ]}
      />
      <NumberedPagination params={params} page={page.page} pageSize={page.pageSize} total={page.total} />
    </>
  );
}

/** The uplines on screen, and the one that is chosen. */
function uplineOptions(rows: { uplineId: string | null; uplineName: string | null }[], params: Params, none: string) {
  const seen = new Map(rows.flatMap((row) => (row.uplineId && row.uplineName ? [[row.uplineId, row.uplineName]] : [])));
  const chosen = one(params.uplineId);
  if (chosen && chosen !== "none" && !seen.has(chosen)) seen.set(chosen, "…");
  return [{ value: "none", label: none }, ...[...seen].map(([value, label]) => ({ value, label }))];
}
