import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AppShell } from "#components/layout/app-shell.tsx";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import type { ShellUser } from "#components/layout/user-menu.tsx";
import type { StaffRole } from "#lib/context.ts";
import { TRPCReactProvider } from "#trpc/client.tsx";
import { getSession, requireStaff } from "#trpc/server.ts";
import { useAdminNav } from "./nav.tsx";

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const { role } = (await requireStaff()).actor;
  const user = (await getSession())?.user;
  return (
    <ClientMessages>
      <TRPCReactProvider>
        <AdminShell role={role} user={{ name: user?.name ?? "", detail: user?.email }}>
          {children}
        </AdminShell>
      </TRPCReactProvider>
    </ClientMessages>
  );
}

function AdminShell({ role, user, children }: { role: StaffRole; user: ShellUser; children: ReactNode }) {
  const t = useTranslations("nav");
  return (
    <AppShell area={t("area.admin")} home="/admin" groups={useAdminNav(role)} user={user} accountHref="/admin/account">
      {children}
    </AppShell>
  );
}
