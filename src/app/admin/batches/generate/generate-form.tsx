"use client";

import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import type { z } from "zod";
import { ComboboxField, SelectField } from "#components/form/choice-fields.tsx";
import { Form, FormActions, FormError, FormSection, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { MoneyField, NumberField } from "#components/form/number-fields.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.tsx";
import { bitsOf, type CharsetName, charsets, generateForm, limits, minRandomBits, shortestFor } from "#domain/batch/schema.ts";
import { useApi } from "#trpc/client.tsx";

type Values = z.input<typeof generateForm>;
const names = Object.keys(charsets) as CharsetName[];

export function GenerateForm({ products, productId }: { products: { value: string; label: string }[]; productId?: string }) {
  const t = useTranslations("batch");
  const common = useTranslations("common.action");
  const format = useFormatter();
  const api = useApi();
  const router = useRouter();
  const form = useZodForm(generateForm, {
    productId: productId ?? (products.length === 1 ? products[0]!.value : ""),
    quantity: 1000,
    prefix: "",
    charset: "safe",
    length: shortestFor(charsets.safe),
    costMinor: "",
    note: "",
  });
  async function submit({ charset, costMinor, ...rest }: Values) {
    const made = await api.batch.generate.mutate({ ...rest, charset: charsets[charset], costMinor: costMinor || null });
    toast.success(made.status === "DONE" ? t("gen.created") : t("gen.queued"));
    router.push(`/admin/batches/${made.id}`);
  }
  return (
    <Form form={form} onSubmit={submit}>
      <FormSection title={t("gen.product")}>
        <ComboboxField
          name="productId"
          label={t("gen.product")}
          options={products}
          placeholder={t("upload.chooseProduct")}
          wide
        />
        <NumberField
          name="quantity"
          label={t("gen.quantity")}
          hint={t("gen.quantityHint", {
            most: format.number(limits.generateMost),
            atOnce: format.number(limits.generateAtOnce),
          })}
        />
        <MoneyField name="costMinor" label={t("setup.cost")} />
        <TextField name="note" label={t("note")} wide maxLength={200} />
      </FormSection>
      <FormSection title={t("gen.codes")} text={t("gen.codesText")}>
        <SelectField
          name="charset"
          label={t("gen.charset")}
          options={names.map((value) => ({ value, label: t(`gen.charsets.${value}`) }))}
          wide
        />
        <NumberField name="length" label={t("gen.length")} />
        <TextField name="prefix" label={t("gen.prefix")} hint={t("gen.prefixHint")} maxLength={16} />
        <Strength control={form.control} />
      </FormSection>
      <FormError />
      <FormActions>
        <ButtonLink href="/admin/batches">{common("cancel")}</ButtonLink>
        <SubmitButton>{t("gen.submit")}</SubmitButton>
      </FormActions>
    </Form>
  );
}

/** How hard such codes are to guess, while they are being designed. */
function Strength({ control }: { control: ReturnType<typeof useZodForm<typeof generateForm>>["control"] }) {
  const t = useTranslations("batch.gen");
  const [name, length, prefix] = useWatch({ control, name: ["charset", "length", "prefix"] });
  const charset = charsets[name] ?? charsets.safe;
  const size = Number.isInteger(length) ? Math.min(Math.max(length, 0), 64) : 0;
  const bits = size > 0 ? bitsOf(charset, size) : 0;
  const example = Array.from({ length: size }, (_, i) => charset[(i * 7 + 3) % charset.length]).join("");
  return (
    <div data-wide className="grid gap-3">
      <p className="text-sm">
        <span className="text-muted">{t("example")}</span>{" "}
        <code className="ml-1 font-mono break-all">{`${prefix ?? ""}${example}`}</code>
      </p>
      <Alert tone={bits >= minRandomBits ? "success" : "danger"} title={t("strength", { bits })}>
        {bits >= minRandomBits ? t("enough") : t("weak", { needed: minRandomBits, length: shortestFor(charset) })}
      </Alert>
    </div>
  );
}
