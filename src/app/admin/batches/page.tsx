import { FileInput, Sparkles, Upload } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { DataTable } from "#components/table/data-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { NumberedPagination } from "#components/table/pagination.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { ButtonLink, TextLink } from "#components/ui/button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Num } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#domain/access/rules.ts";
import { listBatches } from "#domain/batch/queries.ts";
import { type BatchFilter, batchSources, batchStatuses } from "#domain/batch/schema.ts";
import { listFilterChoices } from "#domain/voucher/queries.ts";
import { requireStaff } from "#trpc/server.ts";

export default async function BatchesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("voucher:read");
  const params = await searchParams;
  const t = await getTranslations("batch");
  const filter = Object.fromEntries(Object.keys(params).map((key) => [key, one(params[key]) || undefined])) as BatchFilter;
  const [page, { products }] = await Promise.all([listBatches(ctx, filter), listFilterChoices(ctx)]);
  const actions = can(ctx.actor, "batch:manage") ? (
    <>
      <ButtonLink href="/admin/batches/generate" icon={<Sparkles />}>
        {t("generate")}
      </ButtonLink>
      <ButtonLink href="/admin/batches/import" variant="primary" icon={<Upload />}>
        {t("import")}
      </ButtonLink>
    </>
  ) : null;
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} actions={actions} />
      <FilterBar
        selects={[
          { key: "productId", label: t("product"), options: products.map(({ id, name }) => ({ value: id, label: name })) },
          {
            key: "status",
            label: t("statusLabel"),
            options: batchStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
          },
          {
            key: "source",
            label: t("sourceLabel"),
            options: batchSources.map((value) => ({ value, label: t(`source.${value}`) })),
          },
        ]}
      />
      <DataTable
        label={t("title")}
        rows={page.items}
        rowKey={(row) => row.id}
        rowHref={(row) => `/admin/batches/${row.id}`}
        params={params}
        filterKeys={["productId", "status", "source"]}
        empty={<EmptyState icon={<FileInput />} title={t("emptyTitle")} text={t("emptyText")} action={actions} />}
        columns={[
          {
            key: "no",
            header: t("title"),
            primary: true,
            cell: (row) => (
              <span className="grid">
                <span>{t("no", { no: row.no })}</span>
                <span className="max-w-64 truncate text-xs font-normal text-muted">
                  {row.note || row.fileName || t(`source.${row.source}`)}
                </span>
              </span>
            ),
          },
          {
            key: "product",
            header: t("product"),
            cell: (row) => <TextLink href={`/admin/products/${row.product.id}`}>{row.product.name}</TextLink>,
          },
          {
            key: "status",
            header: t("statusLabel"),
            cell: (row) => <StatusBadge status={row.status} label={t(`status.${row.status}`)} />,
          },
          { key: "rows", header: t("rows"), align: "end", phone: "hide", cell: (row) => <Num value={row.rowCount} /> },
          { key: "imported", header: t("imported"), align: "end", cell: (row) => <Num value={row.importedCount} /> },
          {
            key: "duplicate",
            header: t("duplicate"),
            align: "end",
            phone: "hide",
            cell: (row) => <Num value={row.duplicateCount} />,
          },
          { key: "refused", header: t("refused"), align: "end", cell: (row) => <Num value={row.refusedCount} /> },
          { key: "created", header: t("createdAt"), cell: (row) => <DateTime at={row.createdAt} /> },
        ]}
      />
      <NumberedPagination params={params} page={page.page} pageSize={page.pageSize} total={page.total} />
    </>
  );
}
