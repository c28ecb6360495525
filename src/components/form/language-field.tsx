"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { locales } from "#i18n/locale.ts";
import { SelectField } from "./choice-fields.tsx";

/** <LanguageField name="locale" label={t("locale")} />: one of the languages we speak, each in its own name. */
export function LanguageField({ name, label, hint }: { name: string; label: ReactNode; hint?: ReactNode }) {
  const t = useTranslations("common.language");
  return <SelectField name={name} label={label} hint={hint} options={locales.map((value) => ({ value, label: t(value) }))} />;
}
