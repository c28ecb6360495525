import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthShell } from "#components/layout/auth-shell.tsx";
import { one, type Params } from "#components/table/href.ts";
import { TextLink } from "#components/ui/button.tsx";
import { safeNext } from "#domain/user/rules.ts";
import { getSession } from "#trpc/server.ts";
import { AuthAside } from "../aside.tsx";
import { SignInForm } from "./sign-in-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("signIn.title") };
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Params> }) {
  const next = one((await searchParams).next);
  const session = await getSession();
  if (session?.mustEnrol) redirect("/two-step");
  if (session) redirect(safeNext(session.actor.kind, next));
  const t = await getTranslations("auth.signIn");
  const footer = (
    <p>
      {t("noAccount")} <TextLink href="/join">{t("apply")}</TextLink>
    </p>
  );
  return (
    <AuthShell title={t("title")} text={t("lead")} aside={<AuthAside />} footer={footer}>
      <SignInForm />
    </AuthShell>
  );
}
