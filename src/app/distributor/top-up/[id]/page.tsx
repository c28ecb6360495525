import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { one, type Params } from "#components/table/href.ts";
import { StatusBadge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { getOwnBalances } from "#domain/distributor/queries.ts";
import { getOwnTopUp, type OwnTopUpDetail } from "#domain/payment/queries-own.ts";
import { orAnswer, requireDistributor } from "#trpc/server.ts";
import { stageTone } from "../stage-tone.ts";
import { Ended } from "./ended.tsx";
import { OwnRefunds } from "./own-refunds.tsx";
import { Waiting } from "./waiting.tsx";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

export default async function OwnTopUpPage({ params, searchParams }: Props) {
  const ctx = await requireDistributor("topup:own");
  const { id } = await params;
  const [t, topUp, balances, query] = await Promise.all([
    getTranslations("ownTopup"),
    orAnswer(getOwnTopUp(ctx, id)),
    getOwnBalances(ctx),
    searchParams,
  ]);
  const { stage } = topUp;
  return (
    <ClientMessages of={["ownTopup", "payment"]}>
      <PageHeader
        title={<Money minor={topUp.amountMinor} />}
        crumbs={[{ href: "/distributor/top-up", label: t("title") }, { label: t("detail") }]}
        badge={<StatusBadge status={stage} tone={stageTone[stage]} label={t(`stage.${stage}`)} />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-4">
          {stage === "WAITING" ? <Waiting topUp={topUp} now={ctx.now} go={one(query.go) === "1"} /> : <Ended topUp={topUp} />}
          {stage === "CONFIRMED" && topUp.payment ? <OwnRefunds topUp={topUp} prepaidMinor={balances.prepaidMinor} /> : null}
        </div>
        <Facts topUp={topUp} />
      </div>
    </ClientMessages>
  );
}

async function Facts({ topUp }: { topUp: OwnTopUpDetail }) {
  const [t, payment] = await Promise.all([getTranslations("ownTopup"), getTranslations("payment")]);
  const how = topUp.payment ? payment(`method.${topUp.payment.method}`) : payment("provider.BANK");
  return (
    <Card>
      <DescriptionList
        columns={1}
        items={[
          { label: t("method"), value: how },
          { label: t("amount"), value: <Money minor={topUp.amountMinor} /> },
          { label: t("reference"), value: <span className="font-mono text-xs break-all">{topUp.reference}</span> },
          { label: t("at"), value: <DateTime at={topUp.createdAt} seconds /> },
          ...(topUp.payment?.paidAt ? [{ label: payment("paidAt"), value: <DateTime at={topUp.payment.paidAt} seconds /> }] : []),
          ...(topUp.refundedMinor > 0n ? [{ label: t("refunded"), value: <Money minor={topUp.refundedMinor} /> }] : []),
          ...(topUp.rejectReason ? [{ label: t("rejectReason"), value: topUp.rejectReason }] : []),
          ...(topUp.note ? [{ label: t("note"), value: topUp.note }] : []),
        ]}
      />
      {topUp.proofFileId ? (
        <a href={`/api/files/${topUp.proofFileId}`} target="_blank" rel="noreferrer" className="mt-4 block">
          <img src={`/api/files/${topUp.proofFileId}`} alt={t("proof")} className="max-h-80 w-full rounded-lg object-contain" />
        </a>
      ) : null}
    </Card>
  );
}
