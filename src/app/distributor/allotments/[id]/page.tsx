import { Link2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { DataTable } from "#components/table/data-table.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatMoney, Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { SplitBar } from "#components/ui/progress.tsx";
import { Timeline } from "#components/ui/timeline.tsx";
import type { Tone } from "#components/ui/tone.ts";
import { getAllotment } from "#domain/allotment/queries.ts";
import { listLinks } from "#domain/link/queries.ts";
import { orAnswer, requireDistributor } from "#trpc/server.ts";

const places = ["left", "inLinks", "claimed", "redeemed", "ended", "recalled"] as const;
const toneOf: Record<(typeof places)[number], Tone> = {
  left: "accent",
  inLinks: "warning",
  claimed: "neutral",
  redeemed: "success",
  ended: "danger",
  recalled: "danger",
};

export default async function AllotmentPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireDistributor("allotment:own");
  const { id } = await params;
  const [t, d, allotment] = await Promise.all([
    getTranslations("allotment"),
    getTranslations("distributor"),
    orAnswer(getAllotment(ctx, id)),
  ]);
  const links = await listLinks(ctx, { allotmentId: id, limit: 100 });
  const makeLink =
    allotment.left > 0 ? (
      <ButtonLink href={`/distributor/links/new?allotmentId=${id}`} variant="primary" icon={<Link2 />}>
        {t("makeLink")}
      </ButtonLink>
    ) : null;
  return (
    <>
      <PageHeader
        title={allotment.product.name}
        description={t("boughtLine", { no: allotment.no, count: allotment.quantity })}
        crumbs={[{ href: "/distributor/allotments", label: t("title") }, { label: `#${allotment.no}` }]}
        actions={makeLink}
      />
      <Card title={t("where")} description={t("whereText")}>
        <SplitBar label={t("where")} parts={places.map((key) => ({ value: allotment[key], tone: toneOf[key], label: t(key) }))} />
        <dl className="mt-4 grid grid-cols-3 gap-4 sm:grid-cols-6">
          {places.map((key) => (
            <div key={key}>
              <dt className="text-xs text-muted">{t(key)}</dt>
              <dd className="mt-1 text-lg font-semibold">
                <Num value={allotment[key]} />
              </dd>
            </div>
          ))}
        </dl>
      </Card>
      <Card className="mt-4" title={t("facts")}>
        <DescriptionList
          columns={3}
          items={[
            { label: t("unitPrice"), value: <Money minor={allotment.unitPriceMinor} /> },
            { label: t("total"), value: <Money minor={allotment.totalMinor} /> },
            { label: t("retail"), value: <Money minor={allotment.product.retailPriceMinor} /> },
            { label: t("boughtAt"), value: <DateTime at={allotment.createdAt} /> },
            { label: t("perPerson"), value: <Num value={allotment.product.perPersonLimit} /> },
          ]}
        />
      </Card>
      <h2 className="mt-6 mb-3 text-base font-semibold">{t("links")}</h2>
      <DataTable
        label={t("links")}
        rows={links.items}
        rowKey={(row) => row.id}
        rowHref={(row) => `/distributor/links/${row.id}`}
        empty={<EmptyState icon={<Link2 />} title={t("noLinks")} text={t("noLinksText")} action={makeLink} />}
        columns={[
          { key: "no", header: d("link.no"), primary: true, cell: (row) => row.note || `#${row.no}` },
          { key: "quota", header: d("link.quota"), align: "end", cell: (row) => <Num value={row.figures.quota} /> },
          { key: "claimed", header: d("link.claimed"), align: "end", cell: (row) => <Num value={row.figures.claimed} /> },
          { key: "redeemed", header: d("link.redeemed"), align: "end", cell: (row) => <Num value={row.figures.redeemed} /> },
          {
            key: "state",
            header: d("statusLabel"),
            cell: (row) => <StatusBadge status={row.state} label={d(`link.state.${row.state}`)} />,
          },
          { key: "at", header: d("link.createdAt"), phone: "hide", cell: (row) => <DateTime at={row.createdAt} /> },
        ]}
      />
      {allotment.recalls.length > 0 ? (
        <Card title={t("recalls")} className="mt-4">
          <Timeline
            items={allotment.recalls.map((recall) => ({
              key: recall.id,
              at: <DateTime at={recall.createdAt} />,
              title: (
                <>
                  {t("recalledCount", { count: recall.quantity })} <Money minor={recall.refundMinor} signed tone />
                </>
              ),
              text: recall.reason,
            }))}
          />
        </Card>
      ) : null}
      <Breakages rows={allotment.breakages} />
    </>
  );
}

type BreakageRow = { id: string; createdAt: Date; quantity: number; amountMinor: bigint; refundMinor: bigint };

/** What expired before anybody claimed it, and what of its price came back. */
function Breakages({ rows }: { rows: BreakageRow[] }) {
  const words = useTranslations("breakage");
  if (rows.length === 0) return null;
  return (
    <Card title={words("title")} className="mt-4">
      <Timeline
        items={rows.map((row) => ({
          key: row.id,
          at: <DateTime at={row.createdAt} />,
          title: words("line", { count: row.quantity }),
          text:
            row.refundMinor > 0n
              ? words("refunded", { amount: formatMoney(row.refundMinor), of: formatMoney(row.amountMinor) })
              : words("kept", { amount: formatMoney(row.amountMinor) }),
        }))}
      />
    </Card>
  );
}
