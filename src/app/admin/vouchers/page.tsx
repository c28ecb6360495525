import { Ticket } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import { ExportButton } from "#components/table/export-button.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { BulkBar, Selection } from "#components/table/selection.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { ButtonLink, TextLink } from "#components/ui/button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#domain/access/rules.ts";
import { listFilterChoices, listVouchers, type VoucherRow } from "#domain/voucher/queries.ts";
import { dateKinds, type VoucherFilter, voucherStatuses } from "#domain/voucher/schema.ts";
import { isId } from "#lib/ids.ts";
import { requireStaff } from "#trpc/server.ts";
import { FindByCode } from "./find-by-code.tsx";
import { VoidSelected } from "./void-buttons.tsx";

const filterKeys = ["productId", "batchId", "status", "distributorId", "allotmentId", "linkId", "from", "to"];

export default async function VouchersPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("voucher:read");
  const params = await searchParams;
  const t = await getTranslations("voucher");
  const filter = Object.fromEntries(Object.keys(params).map((key) => [key, one(params[key]) || undefined])) as VoucherFilter;
  const after = isId(one(params.after)) ? one(params.after) : undefined;
  const [page, choices] = await Promise.all([listVouchers(ctx, { ...filter, after }), listFilterChoices(ctx)]);
  const mayVoid = can(ctx.actor, "voucher:void");
  const table = (
    <DataTable
      label={t("title")}
      rows={page.items}
      rowKey={(row) => row.id}
      rowHref={(row) => `/admin/vouchers/${row.id}`}
      params={params}
      filterKeys={filterKeys}
      selectable={mayVoid}
      empty={
        <EmptyState
          icon={<Ticket />}
          title={t("emptyTitle")}
          text={t("emptyText")}
          action={<ButtonLink href="/admin/batches">{t("backToBatch")}</ButtonLink>}
        />
      }
      columns={await columns()}
    />
  );
  return (
    <ClientMessages of={["voucher"]}>
      <PageHeader title={t("title")} description={t("lead")} actions={<FindByCode />} />
      <FilterBar
        selects={[
          {
            key: "productId",
            label: t("column.product"),
            options: choices.products.map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            key: "status",
            label: t("column.status"),
            options: voucherStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
          },
          {
            key: "batchId",
            label: t("column.batch"),
            options: choices.batches.map(({ id, no, product }) => ({ value: id, label: `#${no} ${product.name}` })),
          },
          {
            key: "distributorId",
            label: t("column.distributor"),
            options: choices.distributors.map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            key: "dateKind",
            label: t("dateKind.label"),
            placeholder: t("dateKind.created"),
            options: dateKinds.slice(1).map((value) => ({ value, label: t(`dateKind.${value}`) })),
          },
        ]}
        dates
        actions={can(ctx.actor, "voucher:export") ? <ExportButton href="/api/export/vouchers" params={params} /> : null}
      />
      {mayVoid ? (
        <Selection>
          {table}
          <BulkBar>
            <VoidSelected />
          </BulkBar>
        </Selection>
      ) : (
        table
      )}
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </ClientMessages>
  );
}

async function columns() {
  const t = await getTranslations("voucher");
  return [
    {
      key: "id",
      header: t("column.id"),
      primary: true,
      cell: (row: VoucherRow) => <span className="font-mono text-xs">{row.id.slice(-12)}</span>,
    },
    {
      key: "product",
      header: t("column.product"),
      cell: (row: VoucherRow) => <TextLink href={`/admin/products/${row.product.id}`}>{row.product.name}</TextLink>,
    },
    {
      key: "status",
      header: t("column.status"),
      cell: (row: VoucherRow) => <StatusBadge status={row.status} label={t(`status.${row.status}`)} />,
    },
    {
      key: "place",
      header: t("column.distributor"),
      cell: (row: VoucherRow) =>
        row.allotment ? (
          <TextLink href={`/admin/distributors/${row.allotment.distributor.id}`}>{row.allotment.distributor.name}</TextLink>
        ) : (
          <span className="text-muted">{row.status === "IN_STOCK" ? t("noAllotment") : "—"}</span>
        ),
    },
    {
      key: "batch",
      header: t("column.batch"),
      phone: "hide" as const,
      cell: (row: VoucherRow) => <TextLink href={`/admin/batches/${row.batch.id}`}>#{row.batch.no}</TextLink>,
    },
    {
      key: "created",
      header: t("column.created"),
      phone: "hide" as const,
      cell: (row: VoucherRow) => <DateTime at={row.createdAt} />,
    },
    {
      key: "expires",
      header: t("column.expires"),
      cell: (row: VoucherRow) => {
        const at = row.expiresAt ?? (row.product.validityKind === "FIXED" ? row.product.validUntil : null);
        return at ? <DateTime at={at} only="date" /> : <span className="text-muted">—</span>;
      },
    },
  ];
}
