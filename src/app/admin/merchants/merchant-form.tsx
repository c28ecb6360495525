"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { CheckboxesField } from "#components/form/choice-fields.tsx";
import { Form, FormActions, FormError, FormSection, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { LanguageField } from "#components/form/language-field.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.tsx";
import { createMerchantInput, merchantInput } from "#domain/merchant/schema.ts";
import { useApi } from "#trpc/client.tsx";

export type MerchantValues = {
  name: string;
  contact: string;
  phone: string;
  region: string;
  address: string;
  productIds: string[];
};
type ProductChoice = { id: string; name: string };

const nothing: MerchantValues = { name: "", contact: "", phone: "", region: "", address: "", productIds: [] };

export function CreateMerchantForm({ products }: { products: ProductChoice[] }) {
  const t = useTranslations("merchant");
  const common = useTranslations("common.action");
  const api = useApi();
  const router = useRouter();
  const form = useZodForm(createMerchantInput, { ...nothing, userName: "", email: "", locale: "zh-CN" });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const { id } = await api.merchant.create.mutate(values);
        toast.success(t("created"));
        router.push(`/admin/merchants/${id}`);
      }}
    >
      <Facts />
      <FormSection title={t("section.account")} text={t("section.accountText")}>
        <TextField name="userName" label={t("user.name")} maxLength={60} />
        <TextField name="email" label={t("user.email")} type="email" autoComplete="off" />
        <LanguageField name="locale" label={t("user.locale")} />
      </FormSection>
      <Products products={products} />
      <FormError />
      <FormActions>
        <ButtonLink href="/admin/merchants">{common("cancel")}</ButtonLink>
        <SubmitButton>{common("create")}</SubmitButton>
      </FormActions>
    </Form>
  );
}

export function EditMerchantForm({ id, initial, products }: { id: string; initial: MerchantValues; products: ProductChoice[] }) {
  const t = useTranslations("merchant");
  const common = useTranslations("common.action");
  const api = useApi();
  const router = useRouter();
  const form = useZodForm(merchantInput, initial);
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await api.merchant.update.mutate({ ...values, id });
        toast.success(t("saved"));
        router.push(`/admin/merchants/${id}`);
        router.refresh();
      }}
    >
      <Facts />
      <Products products={products} />
      <FormError />
      <FormActions>
        <ButtonLink href={`/admin/merchants/${id}`}>{common("cancel")}</ButtonLink>
        <SubmitButton>{common("saveChanges")}</SubmitButton>
      </FormActions>
    </Form>
  );
}

function Facts() {
  const t = useTranslations("merchant");
  return (
    <FormSection title={t("section.facts")}>
      <TextField name="name" label={t("name")} maxLength={60} wide />
      <TextField name="contact" label={t("contact")} maxLength={40} optional />
      <TextField name="phone" label={t("phone")} type="tel" maxLength={30} optional />
      <TextField name="region" label={t("region")} maxLength={60} optional />
      <TextField name="address" label={t("address")} maxLength={120} optional />
    </FormSection>
  );
}

function Products({ products }: { products: ProductChoice[] }) {
  const t = useTranslations("merchant");
  return (
    <FormSection title={t("section.products")} text={t("section.productsText")}>
      {products.length === 0 ? (
        <p className="text-sm text-muted" data-wide>
          {t("noStoreProducts")}
        </p>
      ) : (
        <CheckboxesField
          name="productIds"
          label={t("products")}
          hint={t("productsHint")}
          options={products.map(({ id, name }) => ({ value: id, label: name }))}
          wide
        />
      )}
    </FormSection>
  );
}
