import { Percent as PercentIcon, Plus } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { one, type Params } from "#components/table/href.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#domain/access/rules.ts";
import { listRules } from "#domain/commission/queries-rules.ts";
import { needsLegalNotice } from "#domain/commission/rules.ts";
import { listDistributorOptions } from "#domain/distributor/queries.ts";
import { productOptions } from "#domain/product/queries.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { requireStaff } from "#trpc/server.ts";
import { Calculator } from "./calculator.tsx";
import { LegalNotice } from "./legal-notice.tsx";
import { Precedence } from "./precedence.tsx";
import { RuleTable } from "./rule-table.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("commissionRule"))("title") };
}

export default async function CommissionRulesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("commission:read");
  const params = await searchParams;
  const archived = one(params.view) === "archived";
  const [t, rules, settings, products, distributors] = await Promise.all([
    getTranslations("commissionRule"),
    listRules(ctx, { archived }),
    getSettings(ctx),
    productOptions(ctx),
    listDistributorOptions(ctx),
  ]);
  const create = can(ctx.actor, "commission:manage") ? (
    <ButtonLink href="/admin/commission-rules/new" variant="primary" icon={<Plus />}>
      {t("create")}
    </ButtonLink>
  ) : null;
  const depths = rules.flatMap((rule) => (rule.active ? rule.shares.map((share) => share.depth) : []));
  const risky = needsLegalNotice(settings.networkDepth, depths);
  const empty = archived ? (
    <EmptyState icon={<PercentIcon />} title={t("emptyArchived")} text={t("emptyArchivedText")} />
  ) : (
    <EmptyState icon={<PercentIcon />} title={t("emptyTitle")} text={t("emptyText")} action={create} />
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} actions={create} />
      {risky ? <LegalNotice depth={settings.networkDepth} people={distributors.length} className="mb-4" /> : null}
      <LinkTabs
        label={t("title")}
        current={archived ? "archived" : "current"}
        tabs={[
          { key: "current", href: "?", label: t("current") },
          { key: "archived", href: "?view=archived", label: t("archived") },
        ]}
      />
      <RuleTable rules={rules} archived={archived} params={params} empty={empty} />
      {archived ? null : (
        <div className="mt-4 grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,20rem)]">
          <Calculator
            products={products.map(({ id, name }) => ({ value: id, label: name }))}
            sellers={distributors.map(({ id, name, level }) => ({ value: id, label: `${name} · ${level.name}` }))}
          />
          <Precedence rules={rules} />
        </div>
      )}
    </>
  );
}
