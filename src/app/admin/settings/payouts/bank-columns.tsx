"use client";

import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { type BankField, bankFields } from "#adapters/payout/bank-template.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input, Select } from "#components/ui/input.tsx";
import type { PayoutSettings } from "./schema.ts";

/** The columns of the bank's file, in its order. */
export function BankColumns({ missing }: { missing: BankField[] }) {
  const t = useTranslations("payoutSetting");
  const { fields, append, remove, move } = useFieldArray<PayoutSettings, "bank.columns">({ name: "bank.columns" });
  return (
    <fieldset data-wide="true">
      <legend className="mb-2 text-sm font-medium">{t("file.columns")}</legend>
      <ol className="grid gap-2">
        {fields.map((row, index) => (
          <li key={row.id} className="flex flex-wrap items-center gap-2">
            <Column index={index} />
            <span className="flex">
              <Button
                iconOnly
                variant="ghost"
                size="sm"
                icon={<ArrowUp />}
                aria-label={t("file.up", { index: index + 1 })}
                disabled={index === 0}
                onClick={() => move(index, index - 1)}
              />
              <Button
                iconOnly
                variant="ghost"
                size="sm"
                icon={<ArrowDown />}
                aria-label={t("file.down", { index: index + 1 })}
                disabled={index === fields.length - 1}
                onClick={() => move(index, index + 1)}
              />
              <Button
                iconOnly
                variant="ghost"
                size="sm"
                icon={<X />}
                aria-label={t("file.remove", { index: index + 1 })}
                onClick={() => remove(index)}
              />
            </span>
          </li>
        ))}
      </ol>
      <Button
        size="sm"
        className="mt-3"
        icon={<Plus />}
        disabled={fields.length >= 40}
        onClick={() => append({ heading: "", field: "nothing", fixed: "" })}
      >
        {t("file.add")}
      </Button>
      {missing.length > 0 ? (
        <Alert tone="danger" live className="mt-3">
          {t("file.missing", { columns: missing.map((field) => t(`field.${field}`)).join("、") })}
        </Alert>
      ) : null}
    </fieldset>
  );
}

function Column({ index }: { index: number }) {
  const t = useTranslations("payoutSetting");
  const { register, control } = useFormContext<PayoutSettings>();
  const field = useWatch({ control, name: `bank.columns.${index}.field` });
  const options = [...bankFields, "fixed" as const].map((value) => ({ value, label: t(`field.${value}`) }));
  const number = index + 1;
  return (
    <span className="grid min-w-0 flex-1 gap-2 sm:grid-cols-[2rem_minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)] sm:items-center">
      <span className="tnum text-xs text-muted max-sm:hidden">{number}</span>
      <Input
        {...register(`bank.columns.${index}.heading`)}
        aria-label={t("file.heading", { index: number })}
        placeholder={t("file.headingHint")}
        maxLength={40}
      />
      <Select {...register(`bank.columns.${index}.field`)} aria-label={t("file.content", { index: number })} options={options} />
      {field === "fixed" ? (
        <Input
          {...register(`bank.columns.${index}.fixed`)}
          aria-label={t("file.fixed", { index: number })}
          placeholder={t("field.fixed")}
          maxLength={100}
        />
      ) : null}
    </span>
  );
}
