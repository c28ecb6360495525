import { UserPlus } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { DecideApplication } from "#app/decide-application.tsx";
import { wordOf } from "#app/word-of.ts";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { hrefWith, one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { ButtonLink, TextLink } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { countApplications, listApplications } from "#domain/application/queries.ts";
import { getOperatorInviteCode } from "#domain/application/queries-invitation.ts";
import { applicationStatuses, type ListApplicationsInput } from "#domain/application/schema.ts";
import { channelKinds, regions } from "#domain/distributor/schema.ts";
import { env } from "#lib/env.ts";
import { requireStaff } from "#trpc/server.ts";
import { readChoices } from "./choices.ts";

const filterKeys = ["q", "region", "channelKind"];

export default async function ApplicationsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("distributor:read");
  const params = await searchParams;
  const [t, d, region, channel] = await Promise.all([
    getTranslations("application"),
    getTranslations("distributor"),
    getTranslations("region"),
    getTranslations("channel"),
  ]);
  const status = applicationStatuses.find((value) => value === (one(params.status) ?? "PENDING"));
  const given = Object.fromEntries([...filterKeys, "after"].map((key) => [key, one(params[key]) || undefined]));
  const [page, counts, choices, code] = await Promise.all([
    listApplications(ctx, { ...given, status } as ListApplicationsInput),
    countApplications(ctx),
    readChoices(ctx),
    getOperatorInviteCode(ctx),
  ]);
  const recruitmentUrl = `${env().APP_URL}/join/${code}`;
  return (
    <ClientMessages of={["application"]}>
      <PageHeader
        title={t("title")}
        description={t("lead")}
        actions={
          <>
            <CopyButton value={recruitmentUrl} variant="secondary" size="md">
              {t("copyLink")}
            </CopyButton>
            <ButtonLink href={`/join/${code}`} icon={<UserPlus />}>
              {t("openRecruitment")}
            </ButtonLink>
          </>
        }
      />
      <LinkTabs
        label={t("title")}
        current={status ?? "ALL"}
        tabs={[
          ...applicationStatuses.map((key) => ({
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
          { key: "region", label: d("region"), options: regions.map((value) => ({ value, label: region(value) })) },
          {
            key: "channelKind",
            label: d("channelKind"),
            options: channelKinds.map((value) => ({ value, label: channel(value) })),
          },
        ]}
      />
      <DataTable
        label={t("title")}
        rows={page.items}
        rowKey={(row) => row.id}
        rowHref={(row) => `/admin/applications/${row.id}`}
        params={params}
        filterKeys={filterKeys}
        empty={
          <EmptyState
            icon={<UserPlus />}
            title={status === "PENDING" ? t("nonePending") : t("emptyTitle")}
            text={t("emptyText")}
            action={
              <CopyButton value={recruitmentUrl} variant="secondary" size="md">
                {t("copyLink")}
              </CopyButton>
            }
          />
        }
        columns={[
          { key: "name", header: d("name"), primary: true, cell: (row) => row.name },
          { key: "region", header: d("region"), cell: (row) => wordOf(region, row.region) },
          {
            key: "channel",
            header: d("channelKind"),
            cell: (row) => wordOf(channel, row.channelKind),
          },
          { key: "email", header: d("email"), phone: "hide", cell: (row) => row.email },
          {
            key: "upline",
            header: t("invitedBy"),
            cell: (row) =>
              row.upline ? (
                <TextLink href={`/admin/distributors/${row.upline.id}`}>{row.upline.name}</TextLink>
              ) : (
                <span className="text-muted">{t("operator")}</span>
              ),
          },
          { key: "at", header: t("receivedAt"), cell: (row) => <DateTime at={row.createdAt} /> },
          {
            key: "status",
            header: t("statusLabel"),
            cell: (row) => <StatusBadge status={row.status} label={t(`status.${row.status}`)} />,
          },
          {
            key: "decide",
            header: "",
            align: "end",
            cell: (row) =>
              row.status === "PENDING" && choices ? (
                <DecideApplication {...choices} id={row.id} name={row.name} email={row.email} uplineId={row.uplineId} />
              ) : row.distributor ? (
                <TextLink href={`/admin/distributors/${row.distributor.id}`}>{t("seeDistributor")}</TextLink>
              ) : null,
          },
        ]}
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </ClientMessages>
  );
}
