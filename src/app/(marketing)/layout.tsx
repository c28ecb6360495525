import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { MarketingShell } from "#components/layout/marketing-shell.tsx";
import { env } from "#lib/env.ts";

export function generateMetadata(): Metadata {
  return { metadataBase: new URL(env().APP_URL) };
}

export default function MarketingLayout({ children }: { children: ReactNode }) {
  const t = useTranslations("marketing.nav");
  const links = [
    { href: "/pricing", label: t("pricing") },
    { href: "/guides", label: t("guides") },
    { href: "/join", label: t("join") },
  ];
  return (
    <MarketingShell links={links} signIn={{ href: "/sign-in", label: t("signIn") }} footerNote={t("note")}>
      {children}
    </MarketingShell>
  );
}
