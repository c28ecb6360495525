import type { ComponentProps, ReactNode } from "react";
import { cx } from "./class-names.ts";

/*
 * Bare controls, native and scriptless. Inside forms use #components/form fields instead: they add label, hint and error.
 * <Input name="q" aria-label="…" />   `tap` makes it 48px for consumer pages.
 */
export function Input({ className, tap, ...rest }: ComponentProps<"input"> & { tap?: boolean }) {
  return <input {...rest} className={cx("input w-full", tap && "input--tap", className)} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea rows={4} {...rest} className={cx("textarea w-full", className)} />;
}

export type Option = { value: string; label: string; disabled?: boolean };

type SelectProps = ComponentProps<"select"> & { options: Option[]; placeholder?: string };

/** <Select options={[{ value: "CODE", label: "…" }]} placeholder="请选择" /> */
export function Select({ options, placeholder, className, ...rest }: SelectProps) {
  return (
    <select {...rest} className={cx("select", className)}>
      {placeholder === undefined ? null : <option value="">{placeholder}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value} disabled={option.disabled}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

type CheckProps = Omit<ComponentProps<"input">, "type" | "children"> & { children?: ReactNode; hint?: ReactNode };

export function Checkbox({ children, hint, className, ...rest }: CheckProps) {
  return (
    <label className={cx("flex cursor-pointer items-start gap-2.5", className)}>
      <input {...rest} type="checkbox" className="check mt-0.5" />
      {children ? <ChoiceText hint={hint}>{children}</ChoiceText> : null}
    </label>
  );
}

export function Radio({ children, hint, className, ...rest }: CheckProps) {
  return (
    <label className={cx("flex cursor-pointer items-start gap-2.5", className)}>
      <input {...rest} type="radio" className="check mt-0.5" />
      {children ? <ChoiceText hint={hint}>{children}</ChoiceText> : null}
    </label>
  );
}

const switchRole = { role: "switch" };

export function Switch({ children, hint, className, ...rest }: CheckProps) {
  return (
    <label className={cx("flex cursor-pointer items-start gap-3", className)}>
      <input {...rest} {...switchRole} type="checkbox" className="toggle" />
      {children ? <ChoiceText hint={hint}>{children}</ChoiceText> : null}
    </label>
  );
}

function ChoiceText({ children, hint }: { children: ReactNode; hint?: ReactNode }) {
  return (
    <span className="grid gap-0.5 text-sm leading-5">
      <span className="font-medium">{children}</span>
      {hint ? <span className="text-muted">{hint}</span> : null}
    </span>
  );
}
