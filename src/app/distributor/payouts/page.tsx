import { Send } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { AccountText, documentNoOf, ItemStatusBadge } from "#app/payout-parts.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { hrefWith, one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listOwnPayees } from "#domain/payee/queries.ts";
import { listItems, totalItems } from "#domain/payout/queries.ts";
import { listAwaiting } from "#domain/payout/queries-own.ts";
import type { ItemStatus } from "#domain/payout/rules.ts";
import { requireDistributor } from "#trpc/server.ts";
import { Awaiting } from "./awaiting.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("payout"))("own.title") };
}

/** What he can tell apart; two states that say the same to him are one. */
const filters = ["WAITING", "READY", "SENDING", "UNKNOWN", "HELD", "PAID", "FAILED", "RETURNED", "CANCELLED"] as const;

export default async function OwnPayoutsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireDistributor("payout:own");
  const params = await searchParams;
  const q = one(params.q);
  const status = (one(params.status) || undefined) as ItemStatus | undefined;
  const [t, own, page, totals, awaiting, payees] = await Promise.all([
    getTranslations("payout"),
    getTranslations("ownPayout"),
    listItems(ctx, { q, status, after: one(params.after), limit: 20 }),
    totalItems(ctx, {}),
    listAwaiting(ctx),
    listOwnPayees(ctx),
  ]);
  const waiting = totals.find((total) => total.status === "WAITING")?.count ?? 0;
  const usable = payees.some((payee) => payee.status === "ACTIVE");
  return (
    <>
      <PageHeader title={t("own.title")} description={t("own.lead")} />
      <div className="mb-5 grid gap-3 empty:hidden">
        {waiting > 0 && status !== "WAITING" ? (
          <Alert
            tone="warning"
            title={own("confirmBanner", { count: waiting })}
            action={<ButtonLink href={hrefWith({}, { status: "WAITING" })}>{own("confirmOpen")}</ButtonLink>}
          >
            {own("confirmBannerText")}
          </Alert>
        ) : null}
        {usable ? null : (
          <Alert tone="accent" action={<ButtonLink href="/distributor/payees">{t("own.addAccount")}</ButtonLink>}>
            {t("own.noAccount")}
          </Alert>
        )}
      </div>
      <Awaiting rows={awaiting} />
      <FilterBar
        search={{ placeholder: t("own.search") }}
        selects={[
          {
            key: "status",
            label: t("status.label"),
            options: filters.map((value) => ({ value, label: t(`ownStatus.${value}`) })),
          },
        ]}
      />
      <DataTable
        label={t("own.title")}
        rows={page.items}
        rowKey={(row) => row.id}
        rowHref={(row) => `/distributor/payouts/${row.id}`}
        params={params}
        filterKeys={["q", "status"]}
        empty={<EmptyState icon={<Send />} title={t("own.emptyTitle")} text={t("own.emptyText")} />}
        columns={[
          {
            key: "document",
            header: t("document"),
            primary: true,
            cell: (row) => `${t(`documentKind.${row.kind}`)} ${documentNoOf(row)}`,
          },
          { key: "amount", header: t("amount"), align: "end", cell: (row) => <Money minor={row.amountMinor} /> },
          { key: "status", header: t("status.label"), cell: (row) => <ItemStatusBadge status={row.status} own /> },
          {
            key: "where",
            header: t("own.where"),
            cell: (row) => <span className="text-muted">{t(`ownText.${row.status}`)}</span>,
          },
          { key: "account", header: t("account"), cell: (row) => <AccountText row={row} /> },
          { key: "at", header: t("updatedAt"), cell: (row) => <DateTime at={row.paidAt ?? row.updatedAt} /> },
        ]}
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}
