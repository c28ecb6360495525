import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthShell } from "#components/layout/auth-shell.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { findPasswordLink } from "#domain/user/queries.ts";
import { getCtx } from "#trpc/server.ts";
import { AuthAside } from "../../aside.tsx";
import { ResetForm } from "./reset-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations("auth"))("reset.title"),
    referrer: "no-referrer",
    robots: { index: false, follow: false },
  };
}

/** Opening the link spends nothing; only the form does. */
export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const found = await findPasswordLink(await getCtx(), token);
  const t = await getTranslations("auth.reset");
  if (!found)
    return (
      <AuthShell title={t("invalidTitle")} text={t("invalidText")} aside={<AuthAside />}>
        <ButtonLink href="/forgot" variant="primary" size="lg" fullWidth>
          {t("again")}
        </ButtonLink>
      </AuthShell>
    );
  const { email, first } = found;
  return (
    <AuthShell title={t("title")} text={first ? t("firstLead", { email }) : t("lead", { email })} aside={<AuthAside />}>
      <ResetForm token={token} email={email} />
    </AuthShell>
  );
}
