import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthShell } from "#components/layout/auth-shell.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { AuthAside } from "../aside.tsx";
import { ForgotForm } from "./forgot-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("forgot.title") };
}

export default async function ForgotPage() {
  const t = await getTranslations("auth.forgot");
  const footer = <TextLink href="/sign-in">{t("toSignIn")}</TextLink>;
  return (
    <AuthShell title={t("title")} text={t("lead")} aside={<AuthAside />} footer={footer}>
      <ForgotForm />
    </AuthShell>
  );
}
