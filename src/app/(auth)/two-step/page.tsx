import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EnrolTotp } from "#app/account/enrol-totp.tsx";
import { AuthShell } from "#components/layout/auth-shell.tsx";
import { getSession } from "#trpc/server.ts";
import { AuthAside } from "../aside.tsx";
import { LeaveButton } from "./leave-button.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("twoStep.title") };
}

/** Where staff land while the operator asks for a second factor and they have none. */
export default async function TwoStepPage() {
  const session = await getSession();
  if (!session?.mustEnrol) redirect("/sign-in");
  const t = await getTranslations("auth.twoStep");
  const footer = (
    <p>
      {t("signedInAs", { email: session.user.email })} <LeaveButton label={t("leave")} />
    </p>
  );
  return (
    <AuthShell title={t("title")} text={t("lead")} aside={<AuthAside />} footer={footer}>
      <EnrolTotp doneHref="/admin" />
    </AuthShell>
  );
}
