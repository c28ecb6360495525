"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { Field, type FieldProps } from "./field.tsx";

/*
 * <TextField name="name" label="名称" hint="…" optional prefix="https://" />   type="email" | "tel" | "url" | "password"
 * <TextareaField name="rules" label="使用规则" rows={6} wide />     <DateField name="endsOn" label="截止日" />  value 2026-11-22
 * `nullable` sends null instead of "" for a cleared optional field.
 */
type InputProps = Omit<ComponentProps<"input">, "name" | "prefix" | "value" | "onChange">;
type TextFieldProps = FieldProps & InputProps & { prefix?: ReactNode; suffix?: ReactNode; tap?: boolean; nullable?: boolean };

export function TextField({ name, label, hint, optional, wide, className, prefix, suffix, nullable, ...input }: TextFieldProps) {
  return (
    <Field name={name} label={label} hint={hint} optional={optional} wide={wide} className={className}>
      {({ field, control }) => {
        const shared = {
          ...input,
          ...control,
          ref: field.ref,
          value: field.value ?? "",
          onBlur: field.onBlur,
          onChange: (event: { target: { value: string } }) =>
            field.onChange(event.target.value === "" && nullable ? null : event.target.value),
        };
        if (input.type === "password") return <PasswordInput {...shared} />;
        return (
          <Affixed prefix={prefix} suffix={suffix}>
            <Input {...shared} className={affixPadding(prefix, suffix)} />
          </Affixed>
        );
      }}
    </Field>
  );
}

export function DateField(props: Omit<TextFieldProps, "type">) {
  return <TextField {...props} type="date" />;
}

type TextareaFieldProps = FieldProps & Omit<ComponentProps<"textarea">, "name" | "value" | "onChange"> & { nullable?: boolean };

export function TextareaField({ name, label, hint, optional, wide = true, className, nullable, ...area }: TextareaFieldProps) {
  return (
    <Field name={name} label={label} hint={hint} optional={optional} wide={wide} className={className}>
      {({ field, control }) => (
        <Textarea
          {...area}
          {...control}
          ref={field.ref}
          value={field.value ?? ""}
          onBlur={field.onBlur}
          onChange={(event) => field.onChange(event.target.value === "" && nullable ? null : event.target.value)}
        />
      )}
    </Field>
  );
}

function PasswordInput(props: ComponentProps<typeof Input>) {
  const t = useTranslations("form");
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <Input {...props} type={shown ? "text" : "password"} className="pr-10" />
      <Button
        variant="ghost"
        size="sm"
        iconOnly
        className="absolute inset-y-0 right-1 my-auto"
        aria-label={shown ? t("hidePassword") : t("showPassword")}
        aria-pressed={shown}
        icon={shown ? <EyeOff /> : <Eye />}
        onClick={() => setShown(!shown)}
      />
    </div>
  );
}

export function affixPadding(prefix?: ReactNode, suffix?: ReactNode): string {
  return `${prefix ? "pl-8" : ""} ${suffix ? "pr-9" : ""}`;
}

/** A unit inside the field: ¥ before, % after. */
export function Affixed({ prefix, suffix, children }: { prefix?: ReactNode; suffix?: ReactNode; children: ReactNode }) {
  if (!prefix && !suffix) return children;
  return (
    <div className="relative">
      {prefix ? (
        <span aria-hidden="true" className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-sm text-muted">
          {prefix}
        </span>
      ) : null}
      {children}
      {suffix ? (
        <span aria-hidden="true" className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-sm text-muted">
          {suffix}
        </span>
      ) : null}
    </div>
  );
}
