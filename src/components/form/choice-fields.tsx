"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useId } from "react";
import { useController } from "react-hook-form";
import { Combobox, type ComboOption } from "#components/ui/combobox.tsx";
import { Checkbox, type Option, Radio, Select, Switch } from "#components/ui/input.tsx";
import { Field, FieldNotes, type FieldProps } from "./field.tsx";
import { useMessageText } from "./validation.ts";

/*
 * <SelectField name="fulfilment" label="履约方式" options={[{ value: "CODE", label: "…" }]} />    `nullable`: empty is null
 * <ComboboxField name="uplineId" label="上级" options={…} />         more than ten options: type to find
 * <SwitchField name="onSale" label="上架" hint="…" />   <CheckboxField name="agreed" label={<>…</>} />
 * <RadioField name="kind" label="类型" options={[{ value, label, hint }]} />   <CheckboxesField name="productIds" … />  data: string[]
 */
type SelectFieldProps = FieldProps & { options: Option[]; placeholder?: string; disabled?: boolean; nullable?: boolean };

export function SelectField({ options, placeholder, disabled, nullable, ...frame }: SelectFieldProps) {
  const t = useTranslations("form");
  return (
    <Field {...frame}>
      {({ field, control }) => (
        <Select
          {...control}
          ref={field.ref}
          disabled={disabled}
          options={options}
          placeholder={placeholder ?? t("choose")}
          value={field.value ?? ""}
          onBlur={field.onBlur}
          onChange={(event) => field.onChange(event.target.value === "" ? (nullable ? null : undefined) : event.target.value)}
        />
      )}
    </Field>
  );
}

type ComboboxFieldProps = FieldProps & { label: string; options: ComboOption[]; placeholder?: string; disabled?: boolean };

export function ComboboxField({ options, placeholder, disabled, ...frame }: ComboboxFieldProps) {
  return (
    <Field {...frame}>
      {({ field, control, invalid }) => (
        <Combobox
          id={control.id}
          label={frame.label}
          describedBy={control["aria-describedby"]}
          options={options}
          placeholder={placeholder}
          disabled={disabled}
          invalid={invalid}
          value={field.value ?? null}
          onChange={field.onChange}
          onBlur={field.onBlur}
        />
      )}
    </Field>
  );
}

export function SwitchField({ name, label, hint, wide, className }: FieldProps) {
  const { field } = useController({ name });
  return (
    <div className={className} data-wide={wide || undefined}>
      <Switch
        ref={field.ref}
        name={name}
        checked={Boolean(field.value)}
        onBlur={field.onBlur}
        onChange={(event) => field.onChange(event.target.checked)}
        hint={hint}
      >
        {label}
      </Switch>
    </div>
  );
}

export function CheckboxField({ name, label, hint, wide, className }: FieldProps) {
  const id = useId();
  const text = useMessageText();
  const { field, fieldState } = useController({ name });
  const error = text(fieldState.error?.message);
  return (
    <div className={className} data-wide={wide || undefined}>
      <Checkbox
        ref={field.ref}
        name={name}
        checked={Boolean(field.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onBlur={field.onBlur}
        onChange={(event) => field.onChange(event.target.checked)}
        hint={hint}
      >
        {label}
      </Checkbox>
      <FieldNotes id={id} error={error} />
    </div>
  );
}

type ChoiceOption = Option & { hint?: ReactNode };

function ChoiceGroup({ name, label, hint, optional, wide, className, children }: FieldProps & { children: ReactNode }) {
  const t = useTranslations("common");
  const id = useId();
  const text = useMessageText();
  const { fieldState } = useController({ name });
  const error = text(fieldState.error?.message);
  return (
    <fieldset className={className} data-wide={wide || undefined} aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-2 text-sm font-medium">
        {label}
        {optional ? <span className="ml-1.5 text-xs font-normal text-muted">{t("state.optional")}</span> : null}
      </legend>
      <div className="grid gap-2.5">{children}</div>
      <FieldNotes id={id} error={error} hint={hint} />
    </fieldset>
  );
}

export function RadioField({ options, ...frame }: FieldProps & { options: ChoiceOption[] }) {
  const { field } = useController({ name: frame.name });
  return (
    <ChoiceGroup {...frame}>
      {options.map((option) => (
        <Radio
          key={option.value}
          ref={field.ref}
          name={frame.name}
          value={option.value}
          checked={field.value === option.value}
          disabled={option.disabled}
          hint={option.hint}
          onBlur={field.onBlur}
          onChange={() => field.onChange(option.value)}
        >
          {option.label}
        </Radio>
      ))}
    </ChoiceGroup>
  );
}

export function CheckboxesField({ options, ...frame }: FieldProps & { options: ChoiceOption[] }) {
  const { field } = useController({ name: frame.name });
  const chosen: string[] = field.value ?? [];
  return (
    <ChoiceGroup {...frame}>
      {options.map((option) => (
        <Checkbox
          key={option.value}
          name={frame.name}
          checked={chosen.includes(option.value)}
          disabled={option.disabled}
          hint={option.hint}
          onBlur={field.onBlur}
          onChange={(event) =>
            field.onChange(event.target.checked ? [...chosen, option.value] : chosen.filter((value) => value !== option.value))
          }
        >
          {option.label}
        </Checkbox>
      ))}
    </ChoiceGroup>
  );
}
