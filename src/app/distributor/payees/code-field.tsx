"use client";

import { useTranslations } from "next-intl";
import { TextField } from "#components/form/text-field.tsx";

/** Six digits of the authenticator app. */
export function CodeField({ autoFocus }: { autoFocus?: boolean }) {
  const t = useTranslations("ownPayee");
  return (
    <TextField
      name="code"
      label={t("code")}
      hint={t("codeHint")}
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={6}
      autoFocus={autoFocus}
    />
  );
}
