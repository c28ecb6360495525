import {
  BanknoteArrowUp,
  ChartNoAxesColumn,
  CircleDollarSign,
  HandCoins,
  Landmark,
  Link2,
  MessageCircleQuestion,
  Network,
  ReceiptText,
  Send,
  ShoppingCart,
  TicketCheck,
  UserPlus,
  Wallet,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AppShell } from "#components/layout/app-shell.tsx";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import type { NavGroup } from "#components/layout/nav.ts";
import type { ShellUser } from "#components/layout/user-menu.tsx";
import { TRPCReactProvider } from "#trpc/client.tsx";
import { getSession, requireDistributor } from "#trpc/server.ts";

export default async function DistributorLayout({ children }: { children: ReactNode }) {
  await requireDistributor();
  const user = (await getSession())?.user;
  return (
    <ClientMessages>
      <TRPCReactProvider>
        <DistributorShell user={{ name: user?.name ?? "", detail: user?.email }}>{children}</DistributorShell>
      </TRPCReactProvider>
    </ClientMessages>
  );
}

function DistributorShell({ user, children }: { user: ShellUser; children: ReactNode }) {
  const t = useTranslations("nav");
  const groups: NavGroup[] = [
    { items: [{ href: "/distributor", label: t("distributor.home"), icon: <ChartNoAxesColumn />, exact: true }] },
    {
      label: t("group.trade"),
      items: [
        { href: "/distributor/buy", label: t("distributor.buy"), icon: <ShoppingCart /> },
        { href: "/distributor/allotments", label: t("distributor.allotments"), icon: <TicketCheck /> },
        { href: "/distributor/links", label: t("distributor.links"), icon: <Link2 /> },
      ],
    },
    {
      label: t("group.money"),
      items: [
        { href: "/distributor/top-up", label: t("distributor.topUp"), icon: <CircleDollarSign /> },
        { href: "/distributor/balance", label: t("distributor.balance"), icon: <Wallet /> },
        { href: "/distributor/commissions", label: t("distributor.commissions"), icon: <HandCoins /> },
        { href: "/distributor/statements", label: t("distributor.statements"), icon: <ReceiptText /> },
        { href: "/distributor/disputes", label: t("distributor.disputes"), icon: <MessageCircleQuestion /> },
        { href: "/distributor/payouts", label: t("distributor.payouts"), icon: <Send /> },
        { href: "/distributor/withdraw", label: t("distributor.withdraw"), icon: <BanknoteArrowUp /> },
        { href: "/distributor/payees", label: t("distributor.payees"), icon: <Landmark /> },
      ],
    },
    {
      label: t("group.network"),
      items: [
        { href: "/distributor/team", label: t("distributor.team"), icon: <Network /> },
        { href: "/distributor/invite", label: t("distributor.invite"), icon: <UserPlus /> },
      ],
    },
  ];
  return (
    <AppShell area={t("area.distributor")} home="/distributor" groups={groups} user={user} accountHref="/distributor/account">
      {children}
    </AppShell>
  );
}
