import { Download } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { BatchStatusBadge } from "#app/payout-parts.tsx";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { formatMoney, Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import { can } from "#domain/access/rules.ts";
import { type ItemTotals, listItems, totalItems } from "#domain/payout/queries.ts";
import { type BatchRow, getBatch } from "#domain/payout/queries-batches.ts";
import { batchNo, type ItemStatus } from "#domain/payout/rules.ts";
import type { ListItemsInput } from "#domain/payout/schema.ts";
import { getSettings } from "#domain/setting/queries.ts";
import type { StaffActor } from "#lib/context.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { ItemTable } from "../item-table.tsx";
import { DecideBatch, MakeFile, SendNow } from "./actions.tsx";
import { UploadResults } from "./upload-results.tsx";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

export default async function PayoutBatchPage({ params, searchParams }: Props) {
  const ctx = await requireStaff("payout:read");
  const [{ id }, search] = await Promise.all([params, searchParams]);
  const batch = await orAnswer(getBatch(ctx, id));
  const filter: ListItemsInput = {
    batchId: id,
    q: one(search.q) || undefined,
    status: one(search.status) as ListItemsInput["status"],
    attention: one(search.attention) === "1",
  };
  const [t, page, totals, { payoutLimitFinanceMinor }] = await Promise.all([
    getTranslations("payout"),
    listItems(ctx, { ...filter, after: one(search.after) }),
    totalItems(ctx, { batchId: id }),
    getSettings(ctx),
  ]);
  const ready = totals.find((one_) => one_.status === "READY")?.count ?? 0;
  const mayPrepare = can(ctx.actor, "payout:prepare");
  return (
    <ClientMessages of={["payout"]}>
      <PageHeader
        title={t("batchOne", { no: batchNo(batch.no) })}
        crumbs={[{ href: "/admin/payouts", label: t("title") }, { label: batchNo(batch.no) }]}
        badge={<BatchStatusBadge status={batch.status} />}
        actions={
          <>
            {batch.status === "PREPARED" && mayPrepare ? (
              <DecideBatch
                id={id}
                provider={batch.provider}
                count={countOf(totals, "PREPARED")}
                totalMinor={String(sumOf(totals, "PREPARED"))}
                mayApprove={obstacleOf(batch, totals, ctx.actor, payoutLimitFinanceMinor) === "check"}
              />
            ) : null}
            {batch.status === "APPROVED" && batch.provider !== "BANK" && ready > 0 && mayPrepare ? <SendNow id={id} /> : null}
          </>
        }
      />
      {batch.status === "PREPARED" ? (
        <ApprovalNote obstacle={obstacleOf(batch, totals, ctx.actor, payoutLimitFinanceMinor)} limit={payoutLimitFinanceMinor} />
      ) : null}
      <Figures batch={batch} totals={totals} />
      {batch.provider === "BANK" && (batch.status === "APPROVED" || batch.fileNo) ? (
        <div className="mb-6 grid items-start gap-4 lg:grid-cols-2">
          <Facts batch={batch} columns={2} />
          <BankFile batch={batch} ready={ready} mayWork={mayPrepare} />
        </div>
      ) : (
        <div className="mb-6">
          <Facts batch={batch} columns={3} />
        </div>
      )}
      <FilterBar
        search={{ placeholder: t("searchItems") }}
        selects={[
          {
            key: "status",
            label: t("status.label"),
            options: totals.map(({ status, count }) => ({ value: status, label: `${t(`status.${status}`)} ${count}` })),
          },
        ]}
      />
      <ItemTable rows={page.items} params={search} filterKeys={["q", "status"]} batch />
      <KeysetPagination params={search} count={page.items.length} next={page.next} />
    </ClientMessages>
  );
}

const countOf = (totals: ItemTotals, ...statuses: ItemStatus[]) =>
  totals.filter(({ status }) => statuses.includes(status)).reduce((sum, { count }) => sum + count, 0);
const sumOf = (totals: ItemTotals, ...statuses: ItemStatus[]) =>
  totals.filter(({ status }) => statuses.includes(status)).reduce((sum, { totalMinor }) => sum + totalMinor, 0n);

type Approval = "check" | "own" | "waits" | "above";

/** Whether this person may approve it, or why not: the server decides again when he does. */
function obstacleOf(batch: BatchRow, totals: ItemTotals, actor: StaffActor, limit: string): Approval {
  if (!can(actor, "payout:approve")) return "waits";
  if (batch.preparedById === actor.id) return "own";
  return actor.role !== "OWNER" && sumOf(totals, "PREPARED") > BigInt(limit) ? "above" : "check";
}

async function ApprovalNote({ obstacle, limit }: { obstacle: Approval; limit: string }) {
  const [t, locale] = await Promise.all([getTranslations("payout.approve"), getLocale()]);
  return (
    <Alert tone="warning" className="mb-4">
      {t(obstacle, { limit: formatMoney(limit, { locale }) })}
    </Alert>
  );
}

async function Figures({ batch, totals }: { batch: BatchRow; totals: ItemTotals }) {
  const t = await getTranslations("payout");
  const href = (query: string) => `/admin/payouts/${batch.id}?${query}`;
  const count = (...statuses: ItemStatus[]) => t("figure.count", { count: countOf(totals, ...statuses) });
  const open = ["PREPARED", "READY", "SENDING", "WAITING", "UNKNOWN"] as const;
  const attention = ["HELD", "PARKED", "FAILED"] as const;
  return (
    <StatGrid className="mb-4">
      <Stat
        label={t("total")}
        value={<Money minor={batch.totalMinor} />}
        hint={t("figure.count", { count: batch.itemCount })}
        href={href("")}
      />
      <Stat label={t("status.PAID")} value={<Money minor={batch.paidMinor} />} hint={count("PAID")} href={href("status=PAID")} />
      <Stat
        label={t(batch.status === "PREPARED" ? "figure.toApprove" : "figure.underWay")}
        value={<Money minor={sumOf(totals, ...open)} />}
        hint={count(...open)}
      />
      <Stat
        label={t("figure.attention")}
        value={<Money minor={sumOf(totals, ...attention)} />}
        hint={count(...attention)}
        href={href("attention=1")}
      />
    </StatGrid>
  );
}

async function Facts({ batch, columns }: { batch: BatchRow; columns: 2 | 3 }) {
  const t = await getTranslations("payout");
  return (
    <Card title={t("facts")}>
      <DescriptionList
        columns={columns}
        items={[
          { label: t("provider.label"), value: t(`provider.${batch.provider}`) },
          { label: t("preparedBy"), value: batch.preparedBy },
          { label: t("preparedAt"), value: <DateTime at={batch.preparedAt} /> },
          { label: t("decidedBy"), value: batch.decidedBy },
          ...(batch.doneAt ? [{ label: t("doneAt"), value: <DateTime at={batch.doneAt} /> }] : []),
          ...(batch.note ? [{ label: t("note"), value: batch.note, wide: true }] : []),
          ...(batch.rejectReason ? [{ label: t("rejectReason"), value: batch.rejectReason, wide: true }] : []),
        ]}
      />
    </Card>
  );
}

async function BankFile({ batch, ready, mayWork }: { batch: BatchRow; ready: number; mayWork: boolean }) {
  const t = await getTranslations("payout.file");
  return (
    <Card title={t("title")}>
      <div className="grid gap-4 text-sm">
        {batch.fileNo ? (
          <>
            <p>
              <span className="text-muted">{t("no")}</span> <span className="font-mono">{batch.fileNo}</span>
            </p>
            <p className="text-muted">{t("text")}</p>
            {mayWork ? (
              <a href={`/api/payouts/${batch.id}/file`} download className={buttonClass()}>
                <Download aria-hidden="true" />
                {t("download")}
              </a>
            ) : null}
            <p className="text-muted">{t("uploadText")}</p>
            {mayWork ? <UploadResults id={batch.id} /> : null}
          </>
        ) : (
          <>
            <p className="text-muted">{t("makeText")}</p>
            {mayWork && ready > 0 ? (
              <div>
                <MakeFile id={batch.id} />
              </div>
            ) : null}
          </>
        )}
      </div>
    </Card>
  );
}
