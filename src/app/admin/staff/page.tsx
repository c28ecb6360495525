import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { NumberedPagination } from "#components/table/pagination.tsx";
import { Badge, StatusBadge } from "#components/ui/badge.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { staffRoles } from "#domain/access/rules.ts";
import { listStaff, type StaffRow } from "#domain/user/queries.ts";
import { staffRole } from "#domain/user/schema.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { InviteButton } from "./invite-button.tsx";
import { PermissionTable } from "./permission-table.tsx";
import { StaffMenu } from "./staff-menu.tsx";

const statuses = ["ACTIVE", "INVITED", "DISABLED"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("staff"))("title") };
}

export default async function StaffPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams;
  const ctx = await requireStaff("staff:manage");
  const t = await getTranslations("staff");
  const role = staffRole.safeParse(one(params.role)).data;
  const status = statuses.find((value) => value === one(params.status));
  const page = await orAnswer(listStaff(ctx, { q: one(params.q), role, status, page: Number(one(params.page)) || 1 }));
  return (
    <ClientMessages of={["staff"]}>
      <PageHeader title={t("title")} description={t("lead")} actions={<InviteButton />} />
      <FilterBar
        search={{ placeholder: t("search") }}
        selects={[
          { key: "role", label: t("role.label"), options: staffRoles.map((value) => ({ value, label: t(`role.${value}`) })) },
          { key: "status", label: t("status.label"), options: statuses.map((value) => ({ value, label: t(`status.${value}`) })) },
        ]}
      />
      <DataTable
        label={t("title")}
        rows={page.items}
        rowKey={(row) => row.id}
        params={params}
        filterKeys={["q", "role", "status"]}
        columns={[
          { key: "name", header: t("name"), primary: true, cell: (row) => <Name row={row} self={t("self")} /> },
          { key: "role", header: t("role.label"), cell: (row) => t(`role.${row.role}`) },
          {
            key: "status",
            header: t("status.label"),
            cell: (row) => <StatusBadge status={row.status} label={t(`status.${row.status}`)} />,
          },
          { key: "totp", header: t("twoStep"), cell: (row) => (row.hasTotp ? t("twoStepOn") : t("twoStepOff")) },
          {
            key: "last",
            header: t("lastSignIn"),
            cell: (row) => (row.lastSignInAt ? <DateTime at={row.lastSignInAt} /> : t("never")),
          },
          {
            key: "menu",
            header: "",
            align: "end",
            cell: (row) =>
              row.self ? null : (
                <StaffMenu id={row.id} name={row.name} role={row.role} status={row.status} hasTotp={row.hasTotp} />
              ),
          },
        ]}
      />
      <NumberedPagination params={params} page={page.page} pageSize={page.pageSize} total={page.total} />
      <PermissionTable />
    </ClientMessages>
  );
}

function Name({ row, self }: { row: StaffRow; self: string }) {
  return (
    <div className="min-w-0">
      <p className="flex items-center gap-2 font-medium">
        {row.name} {row.self ? <Badge>{self}</Badge> : null}
      </p>
      <p className="text-xs font-normal break-all text-muted">{row.email}</p>
    </div>
  );
}
