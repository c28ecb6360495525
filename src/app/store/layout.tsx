import { CircleUserRound, History, ScanLine } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AppShell } from "#components/layout/app-shell.tsx";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import type { NavGroup } from "#components/layout/nav.ts";
import type { ShellUser } from "#components/layout/user-menu.tsx";
import { TRPCReactProvider } from "#trpc/client.tsx";
import { getSession, requireMerchant } from "#trpc/server.ts";

export default async function StoreLayout({ children }: { children: ReactNode }) {
  await requireMerchant();
  const user = (await getSession())?.user;
  return (
    <ClientMessages>
      <TRPCReactProvider>
        <StoreShell user={{ name: user?.name ?? "", detail: user?.email }}>{children}</StoreShell>
      </TRPCReactProvider>
    </ClientMessages>
  );
}

function StoreShell({ user, children }: { user: ShellUser; children: ReactNode }) {
  const t = useTranslations("nav");
  const groups: NavGroup[] = [
    {
      items: [
        { href: "/store", label: t("store.redeem"), icon: <ScanLine />, exact: true },
        { href: "/store/history", label: t("store.history"), icon: <History /> },
        { href: "/store/account", label: t("store.account"), icon: <CircleUserRound /> },
      ],
    },
  ];
  return (
    <AppShell area={t("area.store")} home="/store" groups={groups} user={user} accountHref="/store/account">
      {children}
    </AppShell>
  );
}
