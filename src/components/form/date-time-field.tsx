"use client";

import { useTranslations } from "next-intl";
import { Input } from "#components/ui/input.tsx";
import { Field, type FieldProps } from "./field.tsx";

/*
 * <DateTimeField name="endsAt" label="结束时间" />    shown and typed in Beijing time, data: ISO string in UTC, empty: undefined (null with `nullable`)
 * For a plain day use DateField.
 */
export function DateTimeField({ nullable, hint, ...frame }: FieldProps & { nullable?: boolean }) {
  const t = useTranslations("form");
  return (
    <Field {...frame} hint={hint ?? t("timeZoneHint")}>
      {({ field, control }) => (
        <Input
          {...control}
          ref={field.ref}
          type="datetime-local"
          className="tnum"
          value={toBeijing(field.value)}
          onBlur={field.onBlur}
          onChange={(event) => field.onChange(fromBeijing(event.target.value) ?? (nullable ? null : undefined))}
        />
      )}
    </Field>
  );
}

/** China has had one offset and no summer time since 1991. */
const beijingOffsetMs = 8 * 3_600_000;

function toBeijing(value: string | Date | null | undefined): string {
  const at = value ? new Date(value).getTime() : Number.NaN;
  return Number.isNaN(at) ? "" : new Date(at + beijingOffsetMs).toISOString().slice(0, 16);
}

function fromBeijing(text: string): string | undefined {
  const at = Date.parse(`${text}:00+08:00`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
