import { Ticket } from "lucide-react";
import { notFound } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { DataTable } from "#components/table/data-table.tsx";
import { Badge, StatusBadge } from "#components/ui/badge.tsx";
import { ButtonLink, TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { formatMoney, Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#domain/access/rules.ts";
import { getRedemption, type RedemptionDetail } from "#domain/redemption/queries.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { ReverseButton } from "./reverse-button.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("redemption"))("detail.title") };
}

export default async function RedemptionPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireStaff("redemption:read");
  const id = z.uuid().safeParse((await params).id).data ?? notFound();
  const redemption = await orAnswer(getRedemption(ctx, id));
  return <RedemptionView redemption={redemption} reverses={can(ctx.actor, "redemption:reverse")} />;
}

function RedemptionView({ redemption, reverses }: { redemption: RedemptionDetail; reverses: boolean }) {
  const t = useTranslations("redemption");
  const locale = useLocale();
  const { id, voucher, reversedAt, settledMinor } = redemption;
  const settled = settledMinor > 0n ? t("reverse.settled", { amount: formatMoney(settledMinor, { locale }) }) : null;
  const product = voucher.product.name;
  return (
    <>
      <PageHeader
        title={product}
        crumbs={[{ href: "/admin/redemptions", label: t("title") }, { label: product }]}
        badge={
          <Badge tone={reversedAt ? "danger" : "success"} dot>
            {t(reversedAt ? "state.reversed" : "state.valid")}
          </Badge>
        }
        actions={
          <>
            <ButtonLink href={`/admin/vouchers/${voucher.id}`} icon={<Ticket />}>
              {t("detail.openVoucher")}
            </ButtonLink>
            {reverses && !reversedAt ? (
              <ReverseButton id={id} codeSeen={redemption.method === "CODE_REVEALED"} settled={settled} />
            ) : null}
          </>
        }
      />
      <div className="grid gap-4">
        <Facts redemption={redemption} />
        <Commissions commissions={redemption.commissions} />
      </div>
    </>
  );
}

function Facts({ redemption }: { redemption: RedemptionDetail }) {
  const t = useTranslations("redemption");
  const { merchant, distributor, voucher } = redemption;
  const reversal = redemption.reversedAt
    ? [
        { label: t("detail.reversedAt"), value: <DateTime at={redemption.reversedAt} seconds /> },
        { label: t("detail.reversedBy"), value: redemption.reversedByName },
        { label: t("detail.reversalReason"), value: redemption.reversalReason },
      ]
    : [];
  return (
    <Card title={t("detail.facts")}>
      <DescriptionList
        columns={3}
        items={[
          { label: t("at"), value: <DateTime at={redemption.createdAt} seconds /> },
          { label: t("methodLabel"), value: t(`method.${redemption.method}`) },
          {
            label: t("product"),
            value: <TextLink href={`/admin/products/${voucher.product.id}`}>{voucher.product.name}</TextLink>,
          },
          {
            label: t("merchant"),
            value: merchant ? <TextLink href={`/admin/merchants/${merchant.id}`}>{merchant.name}</TextLink> : undefined,
          },
          {
            label: t("distributor"),
            value: distributor ? (
              <TextLink href={`/admin/distributors/${distributor.id}`}>{distributor.name}</TextLink>
            ) : undefined,
          },
          { label: t("person"), value: redemption.phoneMasked ?? t("noPhone") },
          { label: t("by"), value: redemption.byName ?? (redemption.actorKind === "device" ? t("consumer") : undefined) },
          { label: t("detail.retail"), value: <Money minor={redemption.retailPriceMinor} /> },
          { label: t("detail.purchase"), value: <Money minor={redemption.purchasePriceMinor} /> },
          { label: t("detail.ip"), value: redemption.ip },
          ...reversal,
        ]}
      />
    </Card>
  );
}

function Commissions({ commissions }: Pick<RedemptionDetail, "commissions">) {
  const t = useTranslations("redemption");
  if (commissions.length === 0) {
    return (
      <Card title={t("detail.commissions")}>
        <p className="text-sm text-muted">{t("detail.noCommissions")}</p>
      </Card>
    );
  }
  return (
    <Card title={t("detail.commissions")} flush>
      <DataTable
        bare
        label={t("detail.commissions")}
        rows={commissions}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "distributor",
            header: t("distributor"),
            primary: true,
            cell: (row) => <TextLink href={`/admin/distributors/${row.distributor.id}`}>{row.distributor.name}</TextLink>,
          },
          {
            key: "depth",
            header: t("detail.depth"),
            cell: (row) => (row.depth === 1 ? t("detail.seller") : t("detail.upline", { depth: row.depth - 1 })),
          },
          { key: "amount", header: t("detail.amount"), align: "end", cell: (row) => <Money minor={row.amountMinor} /> },
          { key: "due", header: t("detail.dueAt"), cell: (row) => <DateTime at={row.dueAt} /> },
          {
            key: "status",
            header: t("state.label"),
            cell: (row) => <StatusBadge status={row.status} label={t(`commissionStatus.${row.status}`)} />,
          },
        ]}
      />
    </Card>
  );
}
