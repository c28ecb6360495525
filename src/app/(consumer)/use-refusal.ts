"use client";

import { useTranslations } from "next-intl";
import { readError, useErrorText } from "#components/form/server-error.ts";

/** The sentence for a refusal; claiming has a few of its own. */
export function useRefusal(): (error: unknown) => string {
  const t = useTranslations("claim.refused");
  const errorText = useErrorText();
  return (error) => {
    const { code } = readError(error);
    return t.has(code) ? t(code) : errorText(error);
  };
}
