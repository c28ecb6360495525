"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { RadioField, SelectField, SwitchField } from "#components/form/choice-fields.tsx";
import { Form, FormActions, FormError, FormSection, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { MoneyField, NumberField } from "#components/form/number-fields.tsx";
import { TextareaField, TextField } from "#components/form/text-field.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useApi } from "#trpc/client.tsx";
import { BankColumns } from "./bank-columns.tsx";
import { fromForm, missingColumns, type PayoutSettings, payoutSettings, toForm } from "./schema.ts";

const things = ["outNo", "status", "amount", "reason", "holderName", "number"] as const;
const ends = ["paid", "failed", "returned", "pending"] as const;

/** Who may approve how much, how long a new account cools, and how the bank writes and reads its files. */
export function PayoutSettingsForm({ settings }: { settings: PayoutSettings }) {
  const t = useTranslations("payoutSetting");
  const common = useTranslations("common");
  const api = useApi();
  const router = useRouter();
  const form = useZodForm(payoutSettings, settings);
  const columns = useWatch({ control: form.control, name: "bank.columns" });
  const missing = missingColumns(columns);
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        form.reset(toForm(await api.setting.change.mutate(fromForm(values))));
        toast.success(common("state.saved"));
        router.refresh();
      }}
    >
      <FormSection title={t("safety.title")} text={t("safety.text")}>
        <MoneyField name="payoutLimitFinanceMinor" label={t("limit")} hint={t("limitHint")} />
        <NumberField name="payeeCoolingHours" label={t("cooling")} hint={t("coolingHint")} suffix={t("hours")} />
      </FormSection>
      <FormSection title={t("file.title")} text={t("file.text")}>
        <TextField name="bank.name" label={t("file.name")} maxLength={60} wide />
        <BankColumns missing={missing} />
        <FileShape />
      </FormSection>
      <FormSection title={t("result.title")} text={t("result.text")}>
        {things.map((thing) => (
          <TextField key={thing} name={`result.columns.${thing}`} label={t(`result.column.${thing}`)} maxLength={40} optional />
        ))}
        {ends.map((end) => (
          <TextareaField
            key={end}
            name={`result.${end}`}
            label={t(`result.words.${end}`)}
            hint={t("result.wordsHint")}
            rows={2}
            maxLength={400}
            optional
          />
        ))}
        <RadioField name="result.amount" label={t("amount")} options={useUnits()} wide />
      </FormSection>
      <FormError />
      <FormActions>
        <SubmitButton disabled={!form.formState.isDirty || missing.length > 0}>{common("action.saveChanges")}</SubmitButton>
      </FormActions>
    </Form>
  );
}

function useUnits() {
  const t = useTranslations("payoutSetting.unit");
  return (["yuan", "fen"] as const).map((value) => ({ value, label: t(value) }));
}

function FileShape() {
  const t = useTranslations("payoutSetting");
  const delimiters = [",", "\t", "|", ";"].map((value) => ({ value, label: t(`delimiter.${names[value]}`) }));
  return (
    <>
      <SelectField
        name="bank.encoding"
        label={t("file.encoding")}
        hint={t("file.encodingHint")}
        options={["GB18030", "GBK", "UTF-8"].map((value) => ({ value, label: value }))}
      />
      <SelectField name="bank.delimiter" label={t("file.delimiter")} options={delimiters} />
      <SelectField
        name="bank.lineEnd"
        label={t("file.lineEnd")}
        options={["CRLF", "LF"].map((value) => ({ value, label: t(`lineEnd.${value}`) }))}
      />
      <SelectField
        name="bank.brackets"
        label={t("file.brackets")}
        options={["keep", "ascii"].map((value) => ({ value, label: t(`brackets.${value}`) }))}
      />
      <RadioField name="bank.amount" label={t("amount")} options={useUnits()} wide />
      <SwitchField name="bank.withHeading" label={t("file.withHeading")} wide />
      <SwitchField name="bank.quoted" label={t("file.quoted")} hint={t("file.quotedHint")} wide />
    </>
  );
}

const names: Record<string, "comma" | "tab" | "bar" | "semicolon"> = { ",": "comma", "\t": "tab", "|": "bar", ";": "semicolon" };
