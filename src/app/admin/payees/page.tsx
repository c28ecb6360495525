import { Landmark } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { DataTable } from "#components/table/data-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { hrefWith, one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listDistributorOptions } from "#domain/distributor/queries.ts";
import { countPayees, listPayees } from "#domain/payee/queries.ts";
import { payeeKinds } from "#domain/payee/rules.ts";
import { type ListPayeesInput, payeeStatuses } from "#domain/payee/schema.ts";
import { requireStaff } from "#trpc/server.ts";
import { PayeeBadge, PayeeNumber } from "./parts.tsx";

export default async function PayeesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("payee:read");
  const params = await searchParams;
  const t = await getTranslations("payee");
  // Somebody's accounts or the doubtful ones are wanted whatever their state; else the queue.
  const narrowed = one(params.distributorId) || one(params.shared);
  const tab = one(params.status) ?? (narrowed ? "ALL" : "PENDING");
  const status = payeeStatuses.find((value) => value === tab);
  const [page, counts, distributors] = await Promise.all([
    listPayees(ctx, {
      status,
      kind: one(params.kind) as ListPayeesInput["kind"],
      distributorId: one(params.distributorId),
      q: one(params.q),
      shared: one(params.shared) === "1",
      after: one(params.after),
    }),
    countPayees(ctx),
    listDistributorOptions(ctx),
  ]);
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <LinkTabs
        label={t("title")}
        current={status ?? "ALL"}
        tabs={[
          ...payeeStatuses.map((key) => ({
            key,
            href: hrefWith(params, { status: key, after: null }),
            label: t(`status.${key}`),
            count: counts[key],
          })),
          { key: "ALL", href: hrefWith(params, { status: "ALL", after: null }), label: t("all") },
        ]}
      />
      <FilterBar
        search={{ placeholder: t("search") }}
        selects={[
          { key: "kind", label: t("kindLabel"), options: payeeKinds.map((value) => ({ value, label: t(`kind.${value}`) })) },
          {
            key: "distributorId",
            label: t("distributor"),
            options: distributors.map(({ id, name }) => ({ value: id, label: name })),
          },
          { key: "shared", label: t("sharedLabel"), options: [{ value: "1", label: t("sharedYes") }] },
        ]}
      />
      <DataTable
        label={t("title")}
        rows={page.items}
        rowKey={(row) => row.id}
        rowHref={(row) => `/admin/payees/${row.id}`}
        params={params}
        filterKeys={["q", "kind", "distributorId", "shared"]}
        empty={
          <EmptyState
            icon={<Landmark />}
            title={status === "PENDING" ? t("nonePending") : t("emptyTitle")}
            text={status === "PENDING" ? t("nonePendingText") : t("emptyText")}
          />
        }
        columns={[
          { key: "holder", header: t("holder"), primary: true, cell: (row) => row.holderName },
          { key: "kind", header: t("kindLabel"), cell: (row) => t(`kind.${row.kind}`) },
          { key: "number", header: t("number"), cell: (row) => <PayeeNumber row={row} sharedWith={row.sharedWith} /> },
          {
            key: "distributor",
            header: t("distributor"),
            cell: (row) => <TextLink href={`/admin/distributors/${row.distributorId}`}>{row.distributorName}</TextLink>,
          },
          { key: "status", header: t("statusLabel"), cell: (row) => <PayeeBadge row={row} now={ctx.now} /> },
          { key: "at", header: t("addedAt"), cell: (row) => <DateTime at={row.createdAt} /> },
        ]}
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}
