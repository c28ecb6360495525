"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { ComboboxField, RadioField, SelectField } from "#components/form/choice-fields.tsx";
import { Form, FormActions, FormError, FormSection, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { MoneyField, PercentField } from "#components/form/number-fields.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import type { Option } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import { needsLegalNotice } from "#domain/commission/rules.ts";
import { commissionBases, type RuleInput, ruleInput, ruleTargets } from "#domain/commission/schema.ts";
import { useApi } from "#trpc/client.tsx";
import { LegalNotice } from "./legal-notice.tsx";
import { ShareSum } from "./share-sum.tsx";

type Props = {
  id?: string;
  values: RuleInput;
  networkDepth: number;
  people: number;
  products: Option[];
  categories: Option[];
  levels: Option[];
};

export function RuleForm({ id, values, networkDepth, people, products, categories, levels }: Props) {
  const t = useTranslations("commissionRule");
  const common = useTranslations("common.action");
  const api = useApi();
  const router = useRouter();
  const form = useZodForm(ruleInput, values);
  const [target, kind] = useWatch({ control: form.control, name: ["target", "kind"] });
  async function save(input: RuleInput) {
    const saved = id ? await api.commission.replaceRule.mutate({ ...input, id }) : await api.commission.createRule.mutate(input);
    toast.success(t(id ? "saved" : "created"));
    router.push(id ? `/admin/commission-rules/${saved.id}` : "/admin/commission-rules");
    router.refresh();
  }
  return (
    <Form form={form} onSubmit={save}>
      {needsLegalNotice(networkDepth) ? <LegalNotice depth={networkDepth} people={people} /> : null}
      <FormSection title={t("basics")} text={t("basicsText")}>
        <TextField name="name" label={t("name")} hint={t("nameHint")} maxLength={60} wide />
        <RadioField
          name="kind"
          label={t("kind.label")}
          options={(["RATE", "FIXED"] as const).map((value) => ({
            value,
            label: t(`kind.${value}`),
            hint: t(`kind.${value}_hint`),
          }))}
        />
        {kind === "RATE" ? (
          <RadioField
            name="base"
            label={t("base.label")}
            options={commissionBases.map((value) => ({ value, label: t(`base.${value}`) }))}
          />
        ) : null}
      </FormSection>
      <FormSection title={t("scope")} text={t("scopeText")}>
        <SelectField
          name="target"
          label={t("target.label")}
          options={ruleTargets.map((value) => ({ value, label: t(`target.${value}`) }))}
        />
        {target === "PRODUCT" ? <ComboboxField name="productId" label={t("product")} options={products} /> : null}
        {target === "CATEGORY" ? <SelectField name="categoryId" label={t("category")} options={categories} nullable /> : null}
        <SelectField name="levelId" label={t("level")} options={levels} placeholder={t("anyLevel")} nullable />
      </FormSection>
      <FormSection title={t("shares")} text={`${t("sharesText")} ${t("maxDepth", { depth: networkDepth })}`}>
        {kind === "RATE" ? (
          <PercentField name="poolBps" label={t("pool")} hint={t("poolHint")} wide />
        ) : (
          <MoneyField name="poolMinor" label={t("pool")} hint={t("poolHint")} wide />
        )}
        {values.shares.map((_, index) => {
          const label = index === 0 ? t("depth.1") : t("depth.n", { depth: index + 1, up: index });
          const name = `shares.${index}.${kind === "RATE" ? "bps" : "minor"}`;
          return kind === "RATE" ? (
            <PercentField key={name} name={name} label={label} optional={index > 0} />
          ) : (
            <MoneyField key={name} name={name} label={label} optional={index > 0} />
          );
        })}
        <ShareSum control={form.control} />
      </FormSection>
      <FormError />
      <FormActions>
        <ButtonLink href={id ? `/admin/commission-rules/${id}` : "/admin/commission-rules"}>{common("cancel")}</ButtonLink>
        <SubmitButton>{id ? t("save") : common("create")}</SubmitButton>
      </FormActions>
    </Form>
  );
}
