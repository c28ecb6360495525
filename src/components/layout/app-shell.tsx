import Link from "next/link";
import type { ReactNode } from "react";
import { Brand } from "./brand.tsx";
import { MobileNav } from "./mobile-nav.tsx";
import type { NavGroup } from "./nav.ts";
import { NavLinks, NavTrail } from "./nav-links.tsx";
import { SkipLink } from "./skip-link.tsx";
import { type ShellUser, UserMenu } from "./user-menu.tsx";

/*
 * <AppShell area={t("area.admin")} home="/admin" groups={nav} user={{ name, detail: role }} accountHref="/admin/account">{children}</AppShell>
 * The frame of /admin, /distributor and /store. Pages inside start with <PageHeader>.
 */
type AppShellProps = {
  area: string;
  home: string;
  groups: NavGroup[];
  user: ShellUser;
  accountHref: string;
  notice?: ReactNode;
  children: ReactNode;
};

export function AppShell({ area, home, groups, user, accountHref, notice, children }: AppShellProps) {
  return (
    <div className="min-h-dvh lg:pl-60">
      <SkipLink />
      <aside className="fixed inset-y-0 left-0 hidden w-60 flex-col border-r border-border bg-surface lg:flex print:hidden">
        <Link href={home} className="flex h-14 shrink-0 items-center px-5">
          <Brand area={area} />
        </Link>
        <div className="min-h-0 flex-1 overflow-y-auto px-3 pt-2 pb-6 [scrollbar-width:thin]">
          <NavLinks groups={groups} />
        </div>
      </aside>
      <header className="sticky top-0 z-30 flex h-14 items-center gap-3 border-b border-border bg-surface/90 px-4 backdrop-blur sm:px-6 print:hidden">
        <MobileNav>
          <div className="-mt-11 mb-4 px-2.5">
            <Brand area={area} />
          </div>
          <NavLinks groups={groups} />
        </MobileNav>
        <div className="min-w-0 flex-1">
          <NavTrail groups={groups} />
        </div>
        <UserMenu user={user} accountHref={accountHref} />
      </header>
      {notice}
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-page px-4 py-5 outline-none sm:px-6 sm:py-6">
        {children}
      </main>
    </div>
  );
}
