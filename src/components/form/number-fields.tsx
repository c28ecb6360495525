"use client";

import { useEffect, useRef, useState } from "react";
import { Input } from "#components/ui/input.tsx";
import { bpsToPercent, minorToYuan, percentToBps, yuanToMinor } from "./amounts.ts";
import { type ControlProps, Field, type FieldProps } from "./field.tsx";
import { Affixed, affixPadding } from "./text-field.tsx";

/*
 * <NumberField name="quota" label="数量" suffix="张" />          data: number
 * <MoneyField name="faceValueMinor" label="面值" />              typed in yuan, data: string of 分 ("1250")
 * <PercentField name="rateBps" label="比例" />                   typed in %, data: bps number (1250)
 * Empty is undefined (MoneyField: ""), or null with `nullable`. What cannot be read becomes an invalid value: the schema refuses it.
 */
type NumericProps = FieldProps & {
  placeholder?: string;
  disabled?: boolean;
  nullable?: boolean;
  suffix?: string;
  autoFocus?: boolean;
};

export function NumberField(props: NumericProps) {
  return (
    <NumericField
      {...props}
      read={readInteger}
      show={(value) => (typeof value === "number" && !Number.isNaN(value) ? String(value) : "")}
    />
  );
}

export function MoneyField(props: NumericProps) {
  return (
    <NumericField
      {...props}
      prefix="¥"
      decimal
      read={yuanToMinor}
      show={(value) => minorToYuan(value as string | bigint | null | undefined)}
    />
  );
}

export function PercentField(props: NumericProps) {
  return (
    <NumericField
      {...props}
      suffix="%"
      decimal
      read={percentToBps}
      show={(value) => bpsToPercent(value as number | null | undefined)}
    />
  );
}

type Codec = { read: (text: string) => unknown; show: (value: unknown) => string; decimal?: boolean; prefix?: string };

function NumericField(props: NumericProps & Codec) {
  const {
    name,
    label,
    hint,
    optional,
    wide,
    className,
    nullable,
    suffix,
    prefix,
    read,
    show,
    decimal,
    placeholder,
    disabled,
    autoFocus,
  } = props;
  return (
    <Field name={name} label={label} hint={hint} optional={optional} wide={wide} className={className}>
      {({ field, control }) => (
        <Affixed prefix={prefix} suffix={suffix}>
          <NumericInput
            control={control}
            inputRef={field.ref}
            value={field.value}
            onBlur={field.onBlur}
            onValue={(value) => field.onChange(nullable && (value === "" || value === undefined) ? null : value)}
            read={read}
            show={show}
            decimal={decimal}
            placeholder={placeholder}
            disabled={disabled}
            autoFocus={autoFocus}
            className={affixPadding(prefix, suffix)}
          />
        </Affixed>
      )}
    </Field>
  );
}

type NumericInputProps = Codec & {
  control: ControlProps;
  inputRef: (element: HTMLInputElement | null) => void;
  value: unknown;
  onBlur: () => void;
  onValue: (value: unknown) => void;
  placeholder?: string;
  disabled?: boolean;
  autoFocus?: boolean;
  className?: string;
};

/** Keeps the text as typed ("12." is on its way to "12.5"); takes the data's own text when the value changes from outside. */
function NumericInput({ control, inputRef, value, onBlur, onValue, read, show, decimal, ...rest }: NumericInputProps) {
  const [text, setText] = useState(() => show(value));
  const sent = useRef<unknown>(value);
  useEffect(() => {
    if (Object.is(value, sent.current) || (value === null && sent.current === undefined)) return;
    sent.current = value;
    setText(show(value));
  }, [value, show]);
  return (
    <Input
      {...rest}
      {...control}
      ref={inputRef}
      inputMode={decimal ? "decimal" : "numeric"}
      autoComplete="off"
      value={text}
      className={`tnum ${rest.className ?? ""}`}
      onBlur={onBlur}
      onChange={(event) => {
        setText(event.target.value);
        const next = read(event.target.value);
        sent.current = next === "" && value === null ? null : next;
        onValue(next);
      }}
    />
  );
}

function readInteger(text: string): number | undefined {
  const clean = text.normalize("NFKC").replace(/[\s,，]/g, "");
  if (clean === "") return undefined;
  return /^-?\d{1,15}$/.test(clean) ? Number(clean) : Number.NaN;
}
