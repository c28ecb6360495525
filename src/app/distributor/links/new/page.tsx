import { TicketX } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { one, type Params } from "#components/table/href.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listLinkableAllotments } from "#domain/link/queries-allotments.ts";
import { isId, newId } from "#lib/ids.ts";
import { requireDistributor } from "#trpc/server.ts";
import { LinkForm } from "./link-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("link"))("form.title") };
}

export default async function NewLinkPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireDistributor("link:own");
  const asked = one((await searchParams).allotmentId);
  const [t, all] = await Promise.all([
    getTranslations("link"),
    listLinkableAllotments(ctx, { allotmentId: isId(asked) ? asked : undefined }),
  ]);
  const allotments = all.filter((allotment) => allotment.free > 0);
  const chosen = allotments.find((allotment) => allotment.id === asked) ?? allotments[0];
  const buy = (
    <ButtonLink href="/distributor/buy" variant="primary">
      {t("buy")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={t("form.title")}
        crumbs={[{ href: "/distributor/links", label: t("title") }, { label: t("form.title") }]}
      />
      {chosen ? (
        <LinkForm
          requestKey={newId()}
          chosen={chosen.id}
          allotments={allotments.map(({ id, no, productName, productLimit, free }) => ({
            id,
            no,
            productName,
            productLimit,
            free,
          }))}
        />
      ) : (
        <div className="tile">
          <EmptyState icon={<TicketX />} title={t("emptyTitle")} text={t("noStockText")} action={buy} />
        </div>
      )}
    </>
  );
}
