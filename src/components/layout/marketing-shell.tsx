import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button.tsx";
import { Brand } from "./brand.tsx";
import { LocaleSwitch } from "./locale-switch.tsx";
import { SkipLink } from "./skip-link.tsx";
import { ThemeSwitch } from "./theme.tsx";

/*
 * <MarketingShell links={[{ href: "/pricing", label: "价格" }]} signIn={{ href: "/sign-in", label: "登录" }}>{children}</MarketingShell>
 * Header, footer, language and theme. Sections inside are <section className="mx-auto max-w-page px-5 sm:px-8">.
 */
type MarketingLink = { href: string; label: ReactNode };
type MarketingShellProps = { links: MarketingLink[]; signIn: MarketingLink; footerNote?: ReactNode; children: ReactNode };

export function MarketingShell({ links, signIn, footerNote, children }: MarketingShellProps) {
  const nav = useTranslations("nav");
  return (
    <div className="flex min-h-dvh flex-col bg-surface">
      <SkipLink />
      <header className="sticky top-0 z-30 border-b border-transparent bg-surface/85 backdrop-blur">
        <div className="mx-auto flex h-16 max-w-page items-center gap-2 px-5 sm:gap-6 sm:px-8">
          <Link href="/">
            <Brand />
          </Link>
          <nav aria-label={nav("main")} className="hidden flex-1 items-center gap-1 md:flex">
            {links.map((link) => (
              <Link key={link.href} href={link.href} className="rounded-lg px-3 py-2 text-sm text-muted hover:text-foreground">
                {link.label}
              </Link>
            ))}
          </nav>
          <div className="ml-auto flex items-center gap-1">
            <span className="hidden sm:contents">
              <ThemeSwitch />
            </span>
            <LocaleSwitch />
            <ButtonLink href={signIn.href} variant="primary">
              {signIn.label}
            </ButtonLink>
          </div>
        </div>
        <nav aria-label={nav("main")} className="flex gap-1 overflow-x-auto border-t border-separator px-3 md:hidden">
          {links.map((link) => (
            <Link key={link.href} href={link.href} className="shrink-0 px-2.5 py-2.5 text-sm text-muted hover:text-foreground">
              {link.label}
            </Link>
          ))}
        </nav>
      </header>
      <main id="main" className="flex-1">
        {children}
      </main>
      <footer className="border-t border-border">
        <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-8 gap-y-4 px-5 py-10 text-sm text-muted sm:px-8">
          <Brand className="text-foreground" />
          <nav aria-label={nav("footer")} className="flex flex-wrap gap-x-6 gap-y-2">
            {links.map((link) => (
              <Link key={link.href} href={link.href} className="hover:text-foreground">
                {link.label}
              </Link>
            ))}
          </nav>
          {footerNote ? <p className="w-full text-xs">{footerNote}</p> : null}
        </div>
      </footer>
    </div>
  );
}
