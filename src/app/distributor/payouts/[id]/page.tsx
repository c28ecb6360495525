import { getTranslations } from "next-intl/server";
import { AccountText, documentNoOf, ItemStatusBadge } from "#app/payout-parts.tsx";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { Tone } from "#components/ui/tone.ts";
import { getItem, type ItemDetail } from "#domain/payout/queries-item.ts";
import { type ItemStatus, isOut, isOver, itemNo } from "#domain/payout/rules.ts";
import { orAnswer, requireDistributor } from "#trpc/server.ts";
import { ConfirmCard } from "./confirm-card.tsx";
import { History } from "./history.tsx";
import { Refresh } from "./refresh.tsx";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations("payout"))("own.title") };
}

export default async function OwnPayoutPage({ params }: Props) {
  const ctx = await requireDistributor("payout:own");
  const { id } = await params;
  const item = await orAnswer(getItem(ctx, id));
  const t = await getTranslations("payout");
  return (
    <ClientMessages of={["payout"]}>
      <PageHeader
        title={<Money minor={item.amountMinor} />}
        crumbs={[{ href: "/distributor/payouts", label: t("own.title") }, { label: itemNo(item.no) }]}
        badge={<ItemStatusBadge status={item.status} own />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-4">
          <Alert tone={toneOf(item.status)} title={t("own.where")}>
            {t(`ownText.${item.status}`)}
          </Alert>
          {item.status === "WAITING" ? <ConfirmCard ctx={ctx} item={item} /> : null}
          <History item={item} />
        </div>
        <Facts item={item} />
      </div>
      {isOut(item.status) || item.status === "READY" ? <Refresh /> : null}
    </ClientMessages>
  );
}

function toneOf(status: ItemStatus): Tone {
  if (status === "PAID") return "success";
  if (status === "WAITING" || status === "HELD" || status === "RETURNED" || status === "FAILED") return "warning";
  return isOver(status) ? "neutral" : "accent";
}

async function Facts({ item }: { item: ItemDetail }) {
  const t = await getTranslations("payout");
  const no = documentNoOf(item);
  const href = item.kind === "statement" ? `/distributor/statements/${item.documentId}` : `/distributor/withdraw?q=${no}`;
  return (
    <Card>
      <DescriptionList
        columns={1}
        items={[
          {
            label: t("document"),
            value: (
              <TextLink href={href}>
                {t(`documentKind.${item.kind}`)} {no}
              </TextLink>
            ),
          },
          { label: t("amount"), value: <Money minor={item.amountMinor} /> },
          { label: t("account"), value: <AccountText row={item} /> },
          { label: t("provider.label"), value: t(`provider.${item.provider}`) },
          ...(item.outNo
            ? [{ label: t("outNo"), value: <span className="font-mono text-xs break-all">{item.outNo}</span> }]
            : []),
          ...(item.paidAt ? [{ label: t("paidAt"), value: <DateTime at={item.paidAt} seconds /> }] : []),
        ]}
      />
    </Card>
  );
}
