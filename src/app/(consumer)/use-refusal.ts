"use client";

import { useTranslations } from "next-intl";
import { readError, useErrorText } from "#components/form/server-error.ts";

/** The sentence for a refusal; claiming has a few of its own. */
export function useRefusal(): (error: unknown) => string {
  const t = useTranslations("claim");
  const errorText = useErrorText();
  return (error) => {
    const { code, fields } = readError(error);
    if (fields.phone) return t("phone.invalid");
    return t.has(`refused.${code}`) ? t(`refused.${code}`) : errorText(error);
  };
}
