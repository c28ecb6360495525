import { Pencil } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ShareValue } from "#app/commission-parts.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { ButtonLink, TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#domain/access/rules.ts";
import { getRule } from "#domain/commission/queries-rules.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { RuleStatus, ScopeText } from "../rule-table.tsx";
import { RuleActions } from "./rule-actions.tsx";

export default async function RulePage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireStaff("commission:read");
  const { id } = await params;
  const [t, rule] = await Promise.all([getTranslations("commissionRule"), orAnswer(getRule(ctx, id))]);
  const editable = can(ctx.actor, "commission:manage") && !rule.archivedAt;
  return (
    <>
      <PageHeader
        title={rule.name}
        description={<ScopeText rule={rule} />}
        crumbs={[{ href: "/admin/commission-rules", label: t("title") }, { label: rule.name }]}
        badge={<RuleStatus rule={rule} />}
        actions={
          editable ? (
            <>
              <RuleActions id={id} active={rule.active} />
              <ButtonLink href={`/admin/commission-rules/${id}/edit`} variant="primary" icon={<Pencil />}>
                {t("editTitle")}
              </ButtonLink>
            </>
          ) : null
        }
      />
      {rule.archivedAt ? (
        <Alert
          className="mb-4"
          action={
            rule.replacedBy ? <TextLink href={`/admin/commission-rules/${rule.replacedBy}`}>{t("openNewer")}</TextLink> : null
          }
        >
          {t("readOnly")}
        </Alert>
      ) : null}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title={t("terms")}>
          <DescriptionList
            items={[
              { label: t("kind.label"), value: t(`kind.${rule.kind}`) },
              { label: t("base.label"), value: t(`base.${rule.base}`) },
              { label: t("pool"), value: <ShareValue kind={rule.kind} value={rule.pool} /> },
              ...rule.shares.map(({ depth, value }) => ({
                label: depth === 1 ? t("depth.1") : t("depth.n", { depth, up: depth - 1 }),
                value: <ShareValue kind={rule.kind} value={value} />,
              })),
            ]}
          />
        </Card>
        <Card title={t("earned")}>
          <DescriptionList
            items={[
              { label: t("earned"), value: <Money minor={rule.earnedMinor} className="text-base font-semibold" /> },
              {
                label: t("seeCommissions"),
                value: (
                  <TextLink href={`/admin/commissions?rule=${id}`}>{t("earnedCount", { count: rule.earnedCount })}</TextLink>
                ),
              },
              { label: t("createdAt"), value: <DateTime at={rule.createdAt} /> },
              ...(rule.archivedAt ? [{ label: t("versionAt"), value: <DateTime at={rule.archivedAt} /> }] : []),
              ...rule.previous.map((old) => ({
                label: t("versions"),
                value: (
                  <TextLink href={`/admin/commission-rules/${old.id}`}>
                    {t("versionAt")} <DateTime at={old.archivedAt} />
                  </TextLink>
                ),
              })),
            ]}
          />
        </Card>
      </div>
    </>
  );
}
