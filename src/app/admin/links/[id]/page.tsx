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
import { can } from "#domain/access/rules.ts";
import { listClaims } from "#domain/claim/queries-claims.ts";
import { getLink } from "#domain/link/queries.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("link"))("title") };
}

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

/** Staff see everything of a link but its address, and may stop it. */
export default async function AdminLinkPage({ params, searchParams }: Props) {
  const ctx = await requireStaff("link:read");
  const [{ id }, search, t] = await Promise.all([params, searchParams, getTranslations("link")]);
  const link = await orAnswer(getLink(ctx, id));
  const claims = await listClaims(ctx, { linkId: id, after: one(search.after), limit: 20 });
  const { product, distributor, figures, state } = link;
  return (
    <LiveFigures ids={[id]} at={ctx.now.toISOString()}>
      <PageHeader
        title={product.name}
        crumbs={[{ href: "/admin/links", label: t("title") }, { label: `#${link.no}` }]}
        badge={<LiveState id={id} state={state} left={figures.left} />}
        actions={
          can(ctx.actor, "link:manage") ? (
            <LinkActions staff id={id} status={link.status} left={figures.left} mayResume />
          ) : undefined
        }
      />
      {link.pausedByStaff && link.status === "PAUSED" ? (
        <Alert tone="warning" className="mb-4">
          {t("staffPaused")}
        </Alert>
      ) : null}
      <LinkStats link={link} />
      <LinkFacts
        link={link}
        first={[
          {
            label: t("distributor"),
            value: <TextLink href={`/admin/distributors/${distributor.id}`}>{distributor.name}</TextLink>,
          },
          { label: t("product"), value: <TextLink href={`/admin/products/${product.id}`}>{product.name}</TextLink> },
        ]}
      />
      <ClaimTable page={claims} params={search} voucherHref={(voucherId) => `/admin/vouchers/${voucherId}`} />
    </LiveFigures>
  );
}
