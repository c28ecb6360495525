import { Mail, MessageSquareText } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { dateRange } from "#app/date-range.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listMessages, type MessageRow, templateNames } from "#domain/message/queries.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";

const channels = ["EMAIL", "SMS"] as const;
const statuses = ["PENDING", "SENT", "FAILED"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("message"))("title") };
}

export default async function MessagesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams;
  const ctx = await requireStaff("message:read");
  const t = await getTranslations("message");
  const filter = {
    q: one(params.q),
    channel: one(params.channel),
    status: one(params.status),
    template: one(params.template),
    after: one(params.after),
    ...dateRange(params),
  };
  const page = await orAnswer(listMessages(ctx, filter));
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <FilterBar
        search={{ placeholder: t("search") }}
        selects={[
          {
            key: "channel",
            label: t("channel.label"),
            options: channels.map((value) => ({ value, label: t(`channel.${value}`) })),
          },
          { key: "status", label: t("status.label"), options: statuses.map((value) => ({ value, label: t(`status.${value}`) })) },
          {
            key: "template",
            label: t("template.label"),
            options: templateNames.map((value) => ({ value, label: t(`template.${value}`) })),
          },
        ]}
        dates
      />
      <DataTable
        label={t("title")}
        rows={page.items}
        rowKey={(row) => row.id}
        rowHref={(row) => `/admin/messages/${row.id}`}
        params={params}
        filterKeys={["q", "channel", "status", "template", "from", "to"]}
        empty={<EmptyState icon={<MessageSquareText />} title={t("emptyTitle")} text={t("emptyText")} />}
        columns={[
          {
            key: "to",
            header: t("recipient"),
            primary: true,
            cell: (row) => <Recipient row={row} label={t(`channel.${row.channel}`)} />,
          },
          { key: "template", header: t("template.label"), cell: (row) => t(`template.${row.template}`) },
          {
            key: "status",
            header: t("status.label"),
            cell: (row) => <StatusBadge status={row.status} label={t(`status.${row.status}`)} />,
          },
          {
            key: "provider",
            header: t("provider"),
            phone: "hide",
            cell: (row) => (row.provider ? t(`via.${row.provider}`) : "—"),
          },
          { key: "created", header: t("createdAt"), cell: (row) => <DateTime at={row.createdAt} seconds /> },
        ]}
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}

function Recipient({ row, label }: { row: MessageRow; label: string }) {
  const Icon = row.channel === "EMAIL" ? Mail : MessageSquareText;
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Icon role="img" aria-label={label} className="size-4 shrink-0 text-muted" />
      <span className="truncate">{row.recipient}</span>
    </span>
  );
}
