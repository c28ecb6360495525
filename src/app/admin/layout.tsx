import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AppShell } from "#components/layout/app-shell.tsx";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import type { ShellUser } from "#components/layout/user-menu.tsx";
import { TRPCReactProvider } from "#trpc/client.tsx";
import { useAdminNav } from "./nav.tsx";

export default function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <ClientMessages>
      <TRPCReactProvider>
        <AdminShell user={{ name: "—" }}>{children}</AdminShell>
      </TRPCReactProvider>
    </ClientMessages>
  );
}

function AdminShell({ user, children }: { user: ShellUser; children: ReactNode }) {
  const t = useTranslations("nav");
  return (
    <AppShell area={t("area.admin")} home="/admin" groups={useAdminNav()} user={user} accountHref="/admin/account">
      {children}
    </AppShell>
  );
}
