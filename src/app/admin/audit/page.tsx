import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DataTable } from "#components/table/data-table.tsx";
import { ExportButton } from "#components/table/export-button.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listAudit } from "#domain/audit/queries.ts";
import { listStaffNames } from "#domain/user/queries.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { auditWords, filterOf } from "./audit-words.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") };
}

export default async function AuditPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams;
  const ctx = await requireStaff("audit:read");
  const [t, words, staff] = await Promise.all([getTranslations("audit"), auditWords(), orAnswer(listStaffNames(ctx))]);
  const page = await orAnswer(listAudit(ctx, { ...filterOf(params), after: one(params.after) }));
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("lead")}
        actions={<ExportButton href="/api/export/audit" params={params} />}
      />
      <FilterBar
        search={{ placeholder: t("search") }}
        selects={[
          { key: "actor", label: t("actor"), options: staff.map(({ id, name }) => ({ value: id, label: name })) },
          { key: "action", label: t("actionLabel"), options: words.filterOptions },
        ]}
        dates
      />
      <DataTable
        label={t("title")}
        rows={page.items}
        rowKey={(row) => row.id}
        rowHref={(row) => `/admin/audit/${row.id}`}
        params={params}
        filterKeys={["q", "actor", "action", "subject", "from", "to"]}
        empty={<EmptyState icon={<ScrollText />} title={t("emptyTitle")} text={t("emptyText")} />}
        columns={[
          { key: "action", header: t("actionLabel"), primary: true, cell: (row) => words.action(row.action) },
          { key: "actor", header: t("actor"), cell: (row) => words.actor(row) },
          {
            key: "changes",
            header: t("changes"),
            phone: "hide",
            cell: (row) => <span className="line-clamp-1 max-w-md text-muted">{words.summary(row) || row.reason || "—"}</span>,
          },
          { key: "ip", header: t("from"), phone: "hide", cell: (row) => row.ip ?? "—" },
          { key: "at", header: t("at"), cell: (row) => <DateTime at={row.at} seconds /> },
        ]}
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}
