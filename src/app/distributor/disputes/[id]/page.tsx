import { getTranslations } from "next-intl/server";
import { DisputeFacts, DisputeThread } from "#app/dispute-detail.tsx";
import { DisputeReply } from "#app/dispute-reply.tsx";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { getDispute } from "#domain/dispute/queries.ts";
import { disputeNo } from "#domain/dispute/schema.ts";
import { orAnswer, requireDistributor } from "#trpc/server.ts";
import { WithdrawDispute } from "./withdraw-dispute.tsx";

export default async function OwnDisputePage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireDistributor("dispute:own");
  const { id } = await params;
  const [t, dispute] = await Promise.all([getTranslations("dispute"), orAnswer(getDispute(ctx, id))]);
  const no = disputeNo(dispute.no);
  const open = dispute.status === "OPEN";
  return (
    <ClientMessages of={["dispute"]}>
      <PageHeader
        title={t("titleOne", { no })}
        crumbs={[{ href: "/distributor/disputes", label: t("title") }, { label: no }]}
        badge={<StatusBadge status={dispute.status} label={t(`status.${dispute.status}`)} />}
        actions={open ? <WithdrawDispute disputeId={id} /> : null}
      />
      {open || dispute.commissionStatus === "REVERSED" ? null : <Alert className="mb-4">{t("ownDone")}</Alert>}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <DisputeFacts dispute={dispute} staff={false} />
        <DisputeThread dispute={dispute} staff={false}>
          {open ? <DisputeReply disputeId={id} /> : null}
        </DisputeThread>
      </div>
    </ClientMessages>
  );
}
