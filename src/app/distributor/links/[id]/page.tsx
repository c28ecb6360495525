import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClaimTable } from "#app/_links/claim-table.tsx";
import { LinkActions } from "#app/_links/link-actions.tsx";
import { LinkFacts, LinkStats } from "#app/_links/link-facts.tsx";
import { LiveFigures, LiveState } from "#app/_links/live-figures.tsx";
import { one, type Params } from "#components/table/href.ts";
import { Alert } from "#components/ui/alert.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listClaims } from "#domain/claim/queries-claims.ts";
import { getLink } from "#domain/link/queries.ts";
import { listLinkableAllotments } from "#domain/link/queries-allotments.ts";
import { orAnswer, requireDistributor } from "#trpc/server.ts";
import { ChangeLink } from "./change-link.tsx";
import { ShareCard } from "./share-card.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("link"))("title") };
}

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

export default async function LinkPage({ params, searchParams }: Props) {
  const ctx = await requireDistributor("link:own");
  const [{ id }, search, t] = await Promise.all([params, searchParams, getTranslations("link")]);
  const link = await orAnswer(getLink(ctx, id));
  const [claims, allotments] = await Promise.all([
    listClaims(ctx, { linkId: id, after: one(search.after), limit: 20 }),
    listLinkableAllotments(ctx, { allotmentId: link.allotmentId }),
  ]);
  const { product, allotment, figures, state, url } = link;
  const free = allotments.find((row) => row.id === link.allotmentId)?.free ?? 0;
  const { quota } = figures;
  const { note, perPersonLimit } = link;
  const terms = { id, quota, perPersonLimit, note, opensAt: text(link.opensAt), closesAt: text(link.closesAt) };
  return (
    <LiveFigures ids={[id]} at={ctx.now.toISOString()}>
      <PageHeader
        title={product.name}
        crumbs={[{ href: "/distributor/links", label: t("title") }, { label: `#${link.no}` }]}
        badge={<LiveState id={id} state={state} left={figures.left} />}
        actions={
          <>
            {state === "REVOKED" ? null : <ChangeLink link={terms} free={free} productLimit={product.perPersonLimit} />}
            <LinkActions id={id} status={link.status} left={figures.left} mayResume={!link.pausedByStaff} />
          </>
        }
      />
      {link.pausedByStaff && link.status === "PAUSED" ? (
        <Alert tone="warning" className="mb-4">
          {t("pausedByStaff")}
        </Alert>
      ) : null}
      <LinkStats link={link} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <ShareCard id={id} url={url ?? ""} closedAs={state === "OPEN" ? null : t(`state.${state}`)} />
        <LinkFacts
          link={link}
          first={[
            {
              label: t("allotment"),
              value: <TextLink href={`/distributor/allotments/${allotment.id}`}>#{allotment.no}</TextLink>,
            },
          ]}
        />
      </div>
      <ClaimTable page={claims} params={search} />
    </LiveFigures>
  );
}

const text = (at: Date | null) => at?.toISOString() ?? null;
