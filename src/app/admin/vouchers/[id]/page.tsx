import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#domain/access/rules.ts";
import { getVoucher, type VoucherDetail } from "#domain/voucher/queries-detail.ts";
import { limits, voidable } from "#domain/voucher/schema.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { VoidOne } from "../void-buttons.tsx";
import { RevealCode } from "./reveal-code.tsx";
import { VoucherTimeline } from "./voucher-timeline.tsx";

export default async function VoucherPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireStaff("voucher:read");
  const voucher = await orAnswer(getVoucher(ctx, (await params).id));
  const t = await getTranslations("voucher");
  const isVoidable = (voidable as readonly string[]).includes(voucher.status);
  const name = t("short", { id: voucher.id.slice(-12) });
  return (
    <ClientMessages of={["voucher"]}>
      <PageHeader
        title={name}
        description={voucher.product.name}
        crumbs={[{ href: "/admin/vouchers", label: t("title") }, { label: name }]}
        badge={<StatusBadge status={voucher.status} label={t(`status.${voucher.status}`)} />}
        actions={isVoidable && can(ctx.actor, "voucher:void") ? <VoidOne id={voucher.id} /> : null}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Card title={t("timeline")}>
          <VoucherTimeline entries={voucher.timeline} />
        </Card>
        <div className="grid gap-4">
          <Card title={t("codeCard")}>
            <div className="grid gap-3">
              <p className="text-sm text-muted">{t("hidden")}</p>
              {can(ctx.actor, "voucher:reveal") ? <RevealCode id={voucher.id} limit={limits.revealsPerHour} /> : null}
            </div>
          </Card>
          <Where voucher={voucher} />
          <Facts voucher={voucher} />
        </div>
      </div>
    </ClientMessages>
  );
}

async function Where({ voucher }: { voucher: VoucherDetail }) {
  const t = await getTranslations("voucher");
  const { allotment, link, claim } = voucher;
  const used = voucher.redemptions.find(({ reversedAt }) => reversedAt === null);
  return (
    <Card title={t("where")}>
      <DescriptionList
        columns={1}
        items={[
          {
            label: t("column.distributor"),
            value: allotment ? (
              <TextLink href={`/admin/distributors/${allotment.distributor.id}`}>{allotment.distributor.name}</TextLink>
            ) : voucher.status === "IN_STOCK" ? (
              t("noAllotment")
            ) : null,
          },
          ...(allotment ? [{ label: t("column.allotment"), value: t("allotmentNo", { no: allotment.no }) }] : []),
          ...(link
            ? [
                {
                  label: t("column.link"),
                  value: <TextLink href={`/admin/links/${link.id}`}>{t("linkNo", { no: link.no })}</TextLink>,
                },
              ]
            : []),
          ...(claim ? [{ label: t("person"), value: claim.person.phoneMasked ?? t("anonymous") }] : []),
          ...(used
            ? [{ label: t("redeemedAt"), value: [t(`method.${used.method}`), used.merchant?.name].filter(Boolean).join(" · ") }]
            : []),
        ]}
      />
    </Card>
  );
}

async function Facts({ voucher }: { voucher: VoucherDetail }) {
  const t = await getTranslations("voucher");
  const { product, batch } = voucher;
  const expires = voucher.expiresAt ?? (product.validityKind === "FIXED" ? product.validUntil : null);
  return (
    <Card title={t("facts")}>
      <DescriptionList
        columns={1}
        items={[
          { label: t("column.product"), value: <TextLink href={`/admin/products/${product.id}`}>{product.name}</TextLink> },
          {
            label: t("column.batch"),
            value: <TextLink href={`/admin/batches/${batch.id}`}>{t("batchNo", { no: batch.no })}</TextLink>,
          },
          { label: t("column.created"), value: <DateTime at={voucher.createdAt} /> },
          { label: t("column.expires"), value: expires ? <DateTime at={expires} /> : t("never") },
          { label: t("cost"), value: <Money minor={voucher.costMinor ?? batch.costMinor ?? product.costMinor} /> },
          ...(voucher.hasSerial ? [{ label: t("serial"), value: t("hasSerial") }] : []),
          { label: t("column.id"), value: <span className="font-mono text-xs break-all">{voucher.id}</span> },
        ]}
      />
    </Card>
  );
}
