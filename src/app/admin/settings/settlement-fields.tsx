"use client";

import { useTranslations } from "next-intl";
import { useFormContext, useWatch } from "react-hook-form";
import { RadioField, SelectField, SwitchField } from "#components/form/choice-fields.tsx";
import { FormSection } from "#components/form/form.tsx";
import { MoneyField, NumberField, PercentField } from "#components/form/number-fields.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { type Settings, taxMethods } from "#domain/setting/schema.ts";

/** The form holds the fields of every kind of cycle at once; the schema keeps those of the kind chosen. */
const otherKinds = { days: 1, unit: "CALENDAR", weekday: 1, day: 1 } as const;
export const settlementValues = (settings: Settings): Settings => ({
  ...settings,
  settlementCycle: { ...otherKinds, ...settings.settlementCycle },
});

/** `unknownYear`: the built-in calendar does not know that year's holidays. */
export function SettlementFields({ unknownYear }: { unknownYear: number | null }) {
  const t = useTranslations("setting");
  const kinds = (["DAYS", "WEEKLY", "MONTHLY"] as const).map((value) => ({
    value,
    label: t(`cycle.${value}`),
    hint: t(`cycleHint.${value}`),
  }));
  return (
    <FormSection title={t("settlement.title")} text={t("settlement.text")}>
      <RadioField name="settlementCycle.kind" label={t("settlementCycle")} options={kinds} wide />
      <CycleFields unknownYear={unknownYear} />
      <NumberField name="holdDays" label={t("holdDays")} hint={t("holdDaysHint")} suffix={t("days")} />
      <MoneyField name="minPayoutMinor" label={t("minPayout")} hint={t("minPayoutHint")} />
    </FormSection>
  );
}

/** A select whose value is a number. */
function useNumberField(name: string) {
  const { setValue, control } = useFormContext();
  const value = useWatch({ control, name });
  return { value: String(value ?? ""), set: (text: string) => setValue(name, Number(text), { shouldDirty: true }) };
}

function CycleFields({ unknownYear }: { unknownYear: number | null }) {
  const t = useTranslations("setting");
  const { control } = useFormContext();
  const [kind, unit] = useWatch({ control, name: ["settlementCycle.kind", "settlementCycle.unit"] });
  const units = (["CALENDAR", "WORKING"] as const).map((value) => ({ value, label: t(`unit.${value}`) }));
  if (kind === "WEEKLY") return <WeekdayField />;
  if (kind === "MONTHLY")
    return <NumberField name="settlementCycle.day" label={t("cycleMonthDay")} hint={t("cycleMonthDayHint")} wide />;
  return (
    <>
      <NumberField name="settlementCycle.days" label={t("cycleDays")} hint={t("cycleDaysHint")} />
      <SelectField name="settlementCycle.unit" label={t("cycleUnit")} options={units} />
      {unit === "WORKING" && unknownYear ? (
        <div data-wide="true">
          <Alert
            tone="warning"
            action={<TextLink href={`/admin/calendar?month=${unknownYear}-01`}>{t("openCalendar")}</TextLink>}
          >
            {t("unknownYear", { year: String(unknownYear) })}
          </Alert>
        </div>
      ) : null}
    </>
  );
}

function WeekdayField() {
  const t = useTranslations("setting");
  const { value, set } = useNumberField("settlementCycle.weekday");
  return (
    <fieldset data-wide="true">
      <legend className="mb-2 text-sm font-medium">{t("cycleWeekday")}</legend>
      <div className="flex flex-wrap gap-2">
        {(["1", "2", "3", "4", "5", "6", "7"] as const).map((weekday) => (
          <label
            key={weekday}
            className="cursor-pointer rounded-lg border border-border px-3 py-1.5 text-sm has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent-soft-foreground has-focus-visible:outline-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name="settlementCycle.weekday"
              value={weekday}
              checked={value === weekday}
              onChange={() => set(weekday)}
              className="sr-only"
            />
            {t(`weekday.${weekday}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function TaxFields() {
  const t = useTranslations("setting");
  const { control } = useFormContext();
  const method = useWatch({ control, name: "taxMethod" });
  const methods = taxMethods.map((value) => ({ value, label: t(`tax.${value}`), hint: t(`taxHint.${value}`) }));
  return (
    <FormSection title={t("tax.title")} text={t("tax.text")}>
      <RadioField name="taxMethod" label={t("tax.method")} options={methods} wide />
      {method === "RATE" ? (
        <>
          <PercentField name="taxRateBps" label={t("tax.rate")} />
          <MoneyField name="taxExemptionMinor" label={t("tax.exemption")} />
        </>
      ) : null}
      <SwitchField name="requireInvoice" label={t("requireInvoice")} hint={t("requireInvoiceHint")} wide />
    </FormSection>
  );
}
