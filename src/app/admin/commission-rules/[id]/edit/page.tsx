import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "#components/ui/page-header.tsx";
import { getRule } from "#domain/commission/queries-rules.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { ruleChoices } from "../../rule-choices.ts";
import { RuleForm } from "../../rule-form.tsx";
import { valuesOf } from "../../rule-values.ts";

export default async function EditRulePage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireStaff("commission:manage");
  const { id } = await params;
  const [t, rule, choices] = await Promise.all([getTranslations("commissionRule"), orAnswer(getRule(ctx, id)), ruleChoices(ctx)]);
  if (rule.archivedAt) redirect(`/admin/commission-rules/${id}`);
  return (
    <>
      <PageHeader
        title={t("editTitle")}
        crumbs={[
          { href: "/admin/commission-rules", label: t("title") },
          { href: `/admin/commission-rules/${id}`, label: rule.name },
          { label: t("editTitle") },
        ]}
      />
      <RuleForm id={id} values={valuesOf(rule, choices.networkDepth)} {...choices} />
    </>
  );
}
