import { getTranslations } from "next-intl/server";
import { DisputeFacts, DisputeThread } from "#app/dispute-detail.tsx";
import { DisputeReply } from "#app/dispute-reply.tsx";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#domain/access/rules.ts";
import { getDispute } from "#domain/dispute/queries.ts";
import { disputeNo } from "#domain/dispute/schema.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { DecideDispute } from "./decide-dispute.tsx";

export default async function DisputePage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireStaff("settlement:read");
  const { id } = await params;
  const [t, dispute] = await Promise.all([getTranslations("dispute"), orAnswer(getDispute(ctx, id))]);
  const no = disputeNo(dispute.no);
  const decides = dispute.status === "OPEN" && can(ctx.actor, "dispute:decide");
  return (
    <ClientMessages of={["dispute"]}>
      <PageHeader
        title={t("titleOne", { no })}
        description={
          dispute.decidedByName ? (
            <>
              {t("decidedBy", { name: dispute.decidedByName })} <DateTime at={dispute.decidedAt} />
            </>
          ) : null
        }
        crumbs={[{ href: "/admin/disputes", label: t("title") }, { label: no }]}
        badge={<StatusBadge status={dispute.status} label={t(`status.${dispute.status}`)} />}
        actions={decides ? <DecideDispute disputeId={id} /> : null}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <DisputeFacts dispute={dispute} staff />
        <DisputeThread dispute={dispute} staff>
          {decides ? <DisputeReply disputeId={id} /> : null}
        </DisputeThread>
      </div>
    </ClientMessages>
  );
}
