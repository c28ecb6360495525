"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { type ControllerRenderProps, type FieldValues, useController } from "react-hook-form";
import { useMessageText } from "./validation.ts";

/*
 * The frame of every field: label, hint, error, and the aria wiring between them. Own fields are made with it:
 * <Field name="color" label="颜色">{({ field, control }) => <input {...control} value={field.value} onChange={field.onChange} />}</Field>
 */
export type FieldProps = {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  optional?: boolean;
  wide?: boolean;
  className?: string;
};

export type ControlProps = { id: string; name: string; "aria-invalid"?: true; "aria-describedby"?: string; disabled?: boolean };

type FieldRender = (parts: {
  field: ControllerRenderProps<FieldValues, string>;
  control: ControlProps;
  invalid: boolean;
}) => ReactNode;

export function Field({ name, label, hint, optional, wide, className, children }: FieldProps & { children: FieldRender }) {
  const t = useTranslations("common");
  const id = useId();
  const text = useMessageText();
  const { field, fieldState } = useController({ name });
  const error = text(fieldState.error?.message ?? rootMessage(fieldState.error));
  const describedBy = [error ? `${id}-error` : "", hint ? `${id}-hint` : ""].filter(Boolean).join(" ");
  const control: ControlProps = {
    id,
    name,
    ...(error ? { "aria-invalid": true } : {}),
    ...(describedBy ? { "aria-describedby": describedBy } : {}),
  };
  return (
    <div className={className} data-wide={wide || undefined}>
      <label htmlFor={id} className="mb-1.5 flex items-baseline gap-1.5 text-sm font-medium">
        {label}
        {optional ? <span className="text-xs font-normal text-muted">{t("state.optional")}</span> : null}
      </label>
      {children({ field, control, invalid: Boolean(error) })}
      <FieldNotes id={id} error={error} hint={hint} />
    </div>
  );
}

/** Errors of a list or an object sit one step down (`root`). */
function rootMessage(error: unknown): string | undefined {
  const root = (error as { root?: { message?: string } } | undefined)?.root;
  return root?.message;
}

export function FieldNotes({ id, error, hint }: { id: string; error?: string; hint?: ReactNode }) {
  return (
    <>
      {error ? (
        <p id={`${id}-error`} className="mt-1.5 text-xs text-danger-soft-foreground">
          {error}
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="mt-1.5 text-xs text-muted">
          {hint}
        </p>
      ) : null}
    </>
  );
}
