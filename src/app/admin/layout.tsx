import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AppShell } from "#components/layout/app-shell.tsx";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import type { ShellUser } from "#components/layout/user-menu.tsx";
import { can } from "#domain/access/rules.ts";
import { countRequested } from "#domain/adjustment/queries.ts";
import { countApplications } from "#domain/application/queries.ts";
import { countDisputes } from "#domain/dispute/queries.ts";
import { countIncidents } from "#domain/incident/queries.ts";
import { countRefunds } from "#domain/payment/queries.ts";
import { getPayoutFigures } from "#domain/payout/queries-batches.ts";
import { countTopUps } from "#domain/topup/queries.ts";
import type { StaffRole } from "#lib/context.ts";
import { monthStart } from "#lib/time.ts";
import { TRPCReactProvider } from "#trpc/client.tsx";
import { getSession, requireStaff } from "#trpc/server.ts";
import { useAdminNav, type Waiting } from "./nav.tsx";

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const ctx = await requireStaff();
  const { role } = ctx.actor;
  const [session, incidents, applications, topups, refunds, adjustments, disputes, payouts] = await Promise.all([
    getSession(),
    can(ctx.actor, "incident:resolve") ? countIncidents(ctx) : null,
    can(ctx.actor, "application:decide") ? countApplications(ctx) : null,
    can(ctx.actor, "topup:decide") ? countTopUps(ctx) : null,
    can(ctx.actor, "refund:approve") ? countRefunds(ctx) : null,
    can(ctx.actor, "adjustment:approve") ? countRequested(ctx) : null,
    can(ctx.actor, "dispute:decide") ? countDisputes(ctx) : null,
    can(ctx.actor, "payout:prepare") ? getPayoutFigures(ctx, monthStart(ctx.now)) : null,
  ]);
  const user = session?.user;
  const waiting = {
    incidents: incidents?.OPEN || undefined,
    applications: applications?.PENDING || undefined,
    topups: topups?.PENDING.count || undefined,
    refunds: refunds?.waiting || undefined,
    adjustments: adjustments || undefined,
    disputes: disputes?.OPEN || undefined,
    payouts: payouts ? payouts.withdrawalCount + payouts.attentionCount || undefined : undefined,
    payees: payouts?.payeeCount || undefined,
  };
  return (
    <ClientMessages>
      <TRPCReactProvider>
        <AdminShell role={role} waiting={waiting} user={{ name: user?.name ?? "", detail: user?.email }}>
          {children}
        </AdminShell>
      </TRPCReactProvider>
    </ClientMessages>
  );
}

type AdminShellProps = { role: StaffRole; waiting: Waiting; user: ShellUser; children: ReactNode };

function AdminShell({ role, waiting, user, children }: AdminShellProps) {
  const t = useTranslations("nav");
  return (
    <AppShell area={t("area.admin")} home="/admin" groups={useAdminNav(role, waiting)} user={user} accountHref="/admin/account">
      {children}
    </AppShell>
  );
}
