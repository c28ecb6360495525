"use client";

import type { ComponentProps } from "react";
import { cx } from "./class-names.ts";

/*
 * <OtpInput aria-label="验证码" length={6} value={code} onValueChange={setCode} onComplete={submit} />
 * One real input: phones offer the SMS code, pasting works, nothing to trip a screen reader. No HeroUI: fit for consumer pages.
 */
type OtpInputProps = Omit<ComponentProps<"input">, "value" | "onChange"> & {
  length?: number;
  value: string;
  onValueChange: (value: string) => void;
  onComplete?: (value: string) => void;
};

export function OtpInput({ length = 6, value, onValueChange, onComplete, className, ...rest }: OtpInputProps) {
  return (
    <input
      autoComplete="one-time-code"
      inputMode="numeric"
      {...rest}
      value={value}
      maxLength={length}
      onChange={(event) => {
        const digits = event.target.value.replace(/\D/g, "").slice(0, length);
        onValueChange(digits);
        if (digits.length === length && digits !== value) onComplete?.(digits);
      }}
      className={cx("input tnum h-12 w-full text-center text-xl font-semibold tracking-[0.5em] md:h-12 md:text-xl", className)}
    />
  );
}
