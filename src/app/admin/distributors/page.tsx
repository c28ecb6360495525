import { Network, UserCheck } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { LegalNotice } from "#app/legal-notice.tsx";
import { NetworkTree } from "#app/network-tree.tsx";
import { plainMember } from "#app/plain-member.ts";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { one, type Params } from "#components/table/href.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { getNetwork } from "#domain/distributor/queries-network.ts";
import { getCtx, requireStaff } from "#trpc/server.ts";
import { DistributorList } from "./distributor-list.tsx";

export default async function DistributorsPage({ searchParams }: { searchParams: Promise<Params> }) {
  await requireStaff("distributor:read");
  const params = await searchParams;
  const t = await getTranslations("distributor");
  const tree = one(params.view) === "tree";
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("lead")}
        actions={
          <ButtonLink href="/admin/applications" icon={<UserCheck />}>
            {t("applications")}
          </ButtonLink>
        }
      />
      <LinkTabs
        label={t("title")}
        current={tree ? "tree" : "list"}
        tabs={[
          { key: "list", href: "/admin/distributors", label: t("view.list") },
          { key: "tree", href: "/admin/distributors?view=tree", label: t("view.tree") },
        ]}
      />
      {tree ? <WholeNetwork /> : <DistributorList params={params} />}
    </>
  );
}

async function WholeNetwork() {
  const t = await getTranslations("network");
  const network = await getNetwork(await getCtx());
  if (network.people === 0)
    return (
      <div className="tile">
        <EmptyState icon={<Network />} title={t("emptyTitle")} text={t("emptyText")} />
      </div>
    );
  return (
    <>
      <LegalNotice paidDepth={network.paidDepth} people={network.people} />
      <Card
        flush
        title={t("title")}
        description={t("summary", { people: network.people, deepest: network.deepest, paid: network.paidDepth })}
        footer={network.truncated ? t("truncated", { shown: network.members.length }) : undefined}
      >
        <ClientMessages of={["network"]}>
          <NetworkTree members={network.members.map(plainMember)} hrefBase="/admin/distributors/" />
        </ClientMessages>
      </Card>
    </>
  );
}
