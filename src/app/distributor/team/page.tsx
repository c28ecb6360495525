import { UserPlus, Users } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { LegalNotice } from "#app/legal-notice.tsx";
import { NetworkTree } from "#app/network-tree.tsx";
import { plainMember } from "#app/plain-member.ts";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import { listOwnInvitees } from "#domain/application/queries.ts";
import { getNetwork } from "#domain/distributor/queries-network.ts";
import { requireDistributor } from "#trpc/server.ts";

export default async function TeamPage() {
  const ctx = await requireDistributor("team:own");
  const [t, network, invitees] = await Promise.all([getTranslations("team"), getNetwork(ctx), listOwnInvitees(ctx)]);
  const waiting = invitees.items.filter((item) => item.status === "PENDING").length;
  const [me, ...others] = network.members;
  const earned = others.reduce((sum, member) => sum + (member.earnedMinor ?? 0n), 0n);
  const sales = others.reduce((sum, member) => sum + member.salesMinor, 0n);
  const invite = (
    <ButtonLink href="/distributor/invite" variant="primary" icon={<UserPlus />}>
      {t("invite")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("lead", { depth: network.paidDepth })} actions={invite} />
      <LegalNotice paidDepth={network.paidDepth} people={network.people} />
      <StatGrid className="mb-4">
        <Stat label={t("people")} value={<Num value={Math.max(0, network.people - 1)} />} />
        <Stat label={t("waiting")} value={<Num value={waiting} />} href="/distributor/invite" />
        <Stat label={t("teamSales")} value={<Money minor={sales} compact />} />
        <Stat label={t("earnedFromTeam")} value={<Money minor={earned} />} href="/distributor/commissions" />
      </StatGrid>
      {me && others.length > 0 ? (
        <Card flush title={t("tree")} description={t("treeText")} footer={network.truncated ? t("truncated") : undefined}>
          <ClientMessages of={["network"]}>
            <NetworkTree members={network.members.map(plainMember)} />
          </ClientMessages>
        </Card>
      ) : (
        <div className="tile">
          <EmptyState icon={<Users />} title={t("emptyTitle")} text={t("emptyText")} action={invite} />
        </div>
      )}
    </>
  );
}
