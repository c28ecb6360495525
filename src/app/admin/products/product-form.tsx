"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { RadioField } from "#components/form/choice-fields.tsx";
import { DateTimeField } from "#components/form/date-time-field.tsx";
import { Form, FormActions, FormError, FormSection, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { ImageField } from "#components/form/image-field.tsx";
import { MoneyField, NumberField } from "#components/form/number-fields.tsx";
import { readError } from "#components/form/server-error.ts";
import { TextareaField, TextField } from "#components/form/text-field.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.tsx";
import { maxDescription, maxUsageRules, type ProductInput, productInput } from "#domain/product/schema.ts";
import { useApi } from "#trpc/client.tsx";
import { CategoryField } from "./category-field.tsx";
import { ConflictNotice } from "./conflict-notice.tsx";
import { type FormLevel, LevelPrices } from "./level-prices.tsx";

type ProductFormProps = {
  initial: ProductInput;
  levels: FormLevel[];
  categories: { id: string; name: string }[];
  /** The version being edited; without it a new product is made. */
  editing?: { id: string; updatedAt: string; hasVouchers: boolean };
};

export function ProductForm({ initial, levels, categories, editing }: ProductFormProps) {
  const t = useTranslations("product");
  const common = useTranslations("common.action");
  const api = useApi();
  const router = useRouter();
  const form = useZodForm(productInput, initial);
  const [seen, setSeen] = useState(editing?.updatedAt ?? "");
  const [conflict, setConflict] = useState(false);

  async function save(values: ProductInput) {
    if (!editing) return api.product.create.mutate(values);
    return api.product.update.mutate({ ...values, id: editing.id, updatedAt: seen });
  }

  async function submit(values: ProductInput) {
    try {
      const { id } = await save(values);
      toast.success(t(editing ? "saved" : "created"));
      router.push(`/admin/products/${id}`);
      router.refresh();
    } catch (error) {
      if (!editing || readError(error).code !== "CONFLICT") throw error;
      setConflict(true);
    }
  }

  const fulfilments = (["CODE", "STORE"] as const).map((value) => ({
    value,
    label: t(`fulfilment.${value}`),
    hint: t(`fulfilment.${value}Hint`),
    disabled: editing?.hasVouchers && value !== initial.fulfilment,
  }));
  return (
    <Form form={form} onSubmit={submit}>
      <FormSection title={t("section.basics")} text={t("section.basicsText")}>
        <TextField name="name" label={t("name")} placeholder={t("namePlaceholder")} maxLength={80} wide />
        <CategoryField categories={categories} />
        <TextareaField
          name="description"
          label={t("description")}
          hint={t("descriptionHint", { max: maxDescription })}
          rows={2}
          maxLength={maxDescription}
          optional
        />
        <ImageField name="imageId" label={t("image")} purpose="product" shape="square" optional wide />
      </FormSection>
      <FormSection title={t("section.value")} text={t("section.valueText")}>
        <MoneyField name="faceValueMinor" label={t("faceValue")} />
        <MoneyField name="retailPriceMinor" label={t("retail")} />
        <MoneyField name="costMinor" label={t("cost")} hint={t("costHint")} />
        <MoneyField name="priceFloorMinor" label={t("floor")} hint={t("floorHint")} />
      </FormSection>
      <FormSection title={t("section.levels")} text={t("section.levelsText")}>
        <LevelPrices levels={levels} />
      </FormSection>
      <FormSection title={t("section.validity")} text={t("section.validityText")}>
        <Validity />
      </FormSection>
      <FormSection title={t("section.use")}>
        <RadioField
          name="fulfilment"
          label={t("fulfilment.label")}
          options={fulfilments}
          hint={editing?.hasVouchers ? t("fulfilment.locked") : undefined}
          wide
        />
        <NumberField name="perPersonLimit" label={t("use.perPersonLimit")} hint={t("use.perPersonLimitHint")} />
        <NumberField name="lowStockAt" label={t("use.lowStockAt")} hint={t("use.lowStockAtHint")} />
        <TextareaField
          name="usageRules"
          label={t("use.rules")}
          hint={t("use.rulesHint", { max: maxUsageRules })}
          rows={6}
          maxLength={maxUsageRules}
          optional
        />
      </FormSection>
      {conflict && editing ? (
        <ConflictNotice
          id={editing.id}
          onOverwrite={(updatedAt) => {
            setSeen(updatedAt);
            setConflict(false);
          }}
        />
      ) : null}
      <FormError />
      <FormActions>
        <ButtonLink href={editing ? `/admin/products/${editing.id}` : "/admin/products"}>{common("cancel")}</ButtonLink>
        <SubmitButton disabled={conflict}>{common(editing ? "saveChanges" : "create")}</SubmitButton>
      </FormActions>
    </Form>
  );
}

function Validity() {
  const t = useTranslations("product.validity");
  const { control } = useFormContext<ProductInput>();
  const kind = useWatch({ control, name: "validityKind" });
  const options = (["DAYS_AFTER_CLAIM", "FIXED"] as const).map((value) => ({ value, label: t(value) }));
  return (
    <>
      <RadioField name="validityKind" label={t("label")} options={options} />
      {kind === "FIXED" ? (
        <DateTimeField name="validUntil" label={t("until")} nullable />
      ) : (
        <NumberField name="validDays" label={t("days")} nullable />
      )}
    </>
  );
}
