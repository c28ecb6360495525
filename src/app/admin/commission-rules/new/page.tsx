import { getTranslations } from "next-intl/server";
import { PageHeader } from "#components/ui/page-header.tsx";
import { requireStaff } from "#trpc/server.ts";
import { ruleChoices } from "../rule-choices.ts";
import { RuleForm } from "../rule-form.tsx";
import { emptyRule } from "../rule-values.ts";

export default async function NewRulePage() {
  const ctx = await requireStaff("commission:manage");
  const [t, choices] = await Promise.all([getTranslations("commissionRule"), ruleChoices(ctx)]);
  return (
    <>
      <PageHeader
        title={t("createTitle")}
        crumbs={[{ href: "/admin/commission-rules", label: t("title") }, { label: t("create") }]}
      />
      <RuleForm values={emptyRule(choices.networkDepth)} {...choices} />
    </>
  );
}
