import { getTranslations } from "next-intl/server";
import { AccountText, documentNoOf, ItemStatusBadge, useItemText } from "#app/payout-parts.tsx";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { Tone } from "#components/ui/tone.ts";
import { can } from "#domain/access/rules.ts";
import type { ItemRow } from "#domain/payout/queries.ts";
import { getItem, type ItemDetail } from "#domain/payout/queries-item.ts";
import { batchNo, isDecidable, itemNo } from "#domain/payout/rules.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { ItemActions } from "./actions.tsx";
import { Decide, type Proposal } from "./decide.tsx";
import { History } from "./history.tsx";

type Props = { params: Promise<{ id: string }> };

export default async function PayoutItemPage({ params }: Props) {
  const ctx = await requireStaff("payout:read");
  const { id } = await params;
  const item = await orAnswer(getItem(ctx, id));
  const t = await getTranslations("payout");
  const no = itemNo(item.no);
  const [attempt] = item.attempts;
  const undecided = attempt ? isDecidable(item.provider, attempt.state) : false;
  return (
    <ClientMessages of={["payout"]}>
      <PageHeader
        title={t("itemOne", { no })}
        crumbs={[
          { href: "/admin/payouts", label: t("title") },
          { href: `/admin/payouts/${item.batchId}`, label: batchNo(item.batchNo) },
          { label: no },
        ]}
        badge={<ItemStatusBadge status={item.status} />}
        actions={
          can(ctx.actor, "payout:prepare") ? (
            <ItemActions
              id={id}
              status={item.status}
              provider={item.provider}
              approved={item.batchStatus === "APPROVED" || item.batchStatus === "DONE"}
            />
          ) : null
        }
      />
      <Where item={item} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-4">
          {undecided ? (
            <Decide id={id} proposal={proposalOf(item, ctx.actor.id)} mayDecide={can(ctx.actor, "payout:decide")} />
          ) : null}
          <History attempts={item.attempts} />
        </div>
        <Facts item={item} />
      </div>
    </ClientMessages>
  );
}

const tones: Partial<Record<ItemRow["status"], Tone>> = {
  ...{ PAID: "success", FAILED: "danger", PARKED: "danger", RETURNED: "danger", HELD: "warning", UNKNOWN: "warning" },
  ...{ WAITING: "warning", PREPARED: "warning", CANCELLED: "neutral" },
};

function Where({ item }: { item: ItemDetail }) {
  const textOf = useItemText(false);
  const said = item.reason && !/^[A-Z_]+$/.test(item.reason) ? item.reason : null;
  return (
    <Alert tone={tones[item.status] ?? "accent"} title={textOf(item)} className="mb-4">
      {said}
    </Alert>
  );
}

function proposalOf({ attempts: [attempt] }: ItemDetail, me: string): Proposal | null {
  if (attempt?.proposedState !== "PAID" && attempt?.proposedState !== "FAILED") return null;
  const { proposedState: outcome, proposedReason, proposedBy, proposedById } = attempt;
  return { outcome, reason: proposedReason ?? "", by: proposedBy ?? "—", mine: proposedById === me };
}

async function Facts({ item }: { item: ItemDetail }) {
  const t = await getTranslations("payout");
  const href =
    item.kind === "statement"
      ? `/admin/settlement/statements/${item.documentId}`
      : `/admin/payouts/withdrawals/${item.documentId}`;
  return (
    <Card title={t("facts")}>
      <DescriptionList
        columns={1}
        items={[
          { label: t("amount"), value: <Money minor={item.amountMinor} className="font-semibold" /> },
          ...(item.feeMinor > 0n ? [{ label: t("fee"), value: <Money minor={item.feeMinor} /> }] : []),
          {
            label: t("distributor"),
            value: <TextLink href={`/admin/distributors/${item.distributorId}`}>{item.distributorName}</TextLink>,
          },
          {
            label: t("document"),
            value: (
              <TextLink href={href}>
                {t(`documentKind.${item.kind}`)} {documentNoOf(item)}
              </TextLink>
            ),
          },
          {
            label: t("account"),
            value: (
              <TextLink href={`/admin/payees/${item.payeeAccountId}`}>
                <AccountText row={item} />
              </TextLink>
            ),
          },
          { label: t("provider.label"), value: t(`provider.${item.provider}`) },
          { label: t("preparedBy"), value: item.preparedBy },
          { label: t("decidedBy"), value: item.decidedBy },
          { label: t("createdAt"), value: <DateTime at={item.createdAt} /> },
          ...(item.paidAt ? [{ label: t("paidAt"), value: <DateTime at={item.paidAt} seconds /> }] : []),
        ]}
      />
    </Card>
  );
}
