import {
  BookUser,
  Boxes,
  CalendarDays,
  ChartNoAxesColumn,
  CreditCard,
  FileInput,
  HandCoins,
  Landmark,
  Layers,
  Link2,
  ListChecks,
  MessageCircleQuestion,
  MessageSquareText,
  Network,
  Package,
  Percent,
  ReceiptText,
  Scale,
  ScanLine,
  ScrollText,
  Send,
  Settings,
  ShoppingCart,
  Store,
  Ticket,
  TriangleAlert,
  UserCheck,
  UserRoundCog,
  Wallet,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { NavGroup } from "#components/layout/nav.ts";
import { permissionsOf, type StaffPermission } from "#domain/access/rules.ts";
import type { StaffRole } from "#lib/context.ts";

/** What a room asks for; rooms not named here are open to all staff. */
const needs: Record<string, StaffPermission> = {
  "/admin/topups": "topup:read",
  "/admin/payments": "payment:read",
  "/admin/commission-rules": "commission:read",
  "/admin/commissions": "commission:read",
  "/admin/settlement": "settlement:read",
  "/admin/adjustments": "settlement:read",
  "/admin/disputes": "settlement:read",
  "/admin/calendar": "settlement:read",
  "/admin/reconciliation": "payment:read",
  "/admin/incidents": "incident:read",
  "/admin/payouts": "payout:read",
  "/admin/payees": "payee:read",
  "/admin/ledger": "ledger:read",
  "/admin/staff": "staff:manage",
  "/admin/messages": "message:read",
  "/admin/audit": "audit:read",
  "/admin/settings": "setting:manage",
};

export type Waiting = {
  applications?: number;
  topups?: number;
  refunds?: number;
  incidents?: number;
  payouts?: number;
  payees?: number;
  adjustments?: number;
  disputes?: number;
};

/** The rooms of the operator's back office that a role may enter. `waiting` puts a count beside what waits for somebody. */
export function useAdminNav(role: StaffRole, waiting: Waiting = {}): NavGroup[] {
  const may = permissionsOf(role);
  return useRooms(waiting)
    .map((group) => ({ ...group, items: group.items.filter(({ href }) => !needs[href] || may.includes(needs[href])) }))
    .filter((group) => group.items.length > 0);
}

function useRooms(waiting: Waiting): NavGroup[] {
  const t = useTranslations("nav");
  return [
    { items: [{ href: "/admin", label: t("admin.dashboard"), icon: <ChartNoAxesColumn />, exact: true }] },
    {
      label: t("group.vouchers"),
      items: [
        { href: "/admin/products", label: t("admin.products"), icon: <Package /> },
        { href: "/admin/batches", label: t("admin.batches"), icon: <FileInput /> },
        { href: "/admin/vouchers", label: t("admin.vouchers"), icon: <Ticket /> },
        { href: "/admin/stock", label: t("admin.stock"), icon: <Boxes /> },
      ],
    },
    {
      label: t("group.channels"),
      items: [
        { href: "/admin/distributors", label: t("admin.distributors"), icon: <Network /> },
        { href: "/admin/applications", label: t("admin.applications"), icon: <UserCheck />, badge: waiting.applications },
        { href: "/admin/allotments", label: t("admin.allotments"), icon: <ShoppingCart /> },
        { href: "/admin/levels", label: t("admin.levels"), icon: <Layers /> },
        { href: "/admin/links", label: t("admin.links"), icon: <Link2 /> },
        { href: "/admin/merchants", label: t("admin.merchants"), icon: <Store /> },
        { href: "/admin/redemptions", label: t("admin.redemptions"), icon: <ScanLine /> },
      ],
    },
    {
      label: t("group.money"),
      items: [
        { href: "/admin/topups", label: t("admin.topups"), icon: <Wallet />, badge: waiting.topups },
        { href: "/admin/payments", label: t("admin.payments"), icon: <CreditCard />, badge: waiting.refunds },
        { href: "/admin/commission-rules", label: t("admin.commissionRules"), icon: <Percent /> },
        { href: "/admin/commissions", label: t("admin.commissions"), icon: <HandCoins /> },
        { href: "/admin/settlement", label: t("admin.settlement"), icon: <ReceiptText /> },
        { href: "/admin/payouts", label: t("admin.payouts"), icon: <Send />, badge: waiting.payouts },
        { href: "/admin/payees", label: t("admin.payees"), icon: <BookUser />, badge: waiting.payees },
        { href: "/admin/adjustments", label: t("admin.adjustments"), icon: <Scale />, badge: waiting.adjustments },
        { href: "/admin/disputes", label: t("admin.disputes"), icon: <MessageCircleQuestion />, badge: waiting.disputes },
        { href: "/admin/reconciliation", label: t("admin.reconciliation"), icon: <ListChecks /> },
        { href: "/admin/incidents", label: t("admin.incidents"), icon: <TriangleAlert />, badge: waiting.incidents },
        { href: "/admin/ledger", label: t("admin.ledger"), icon: <Landmark /> },
      ],
    },
    {
      label: t("group.system"),
      items: [
        { href: "/admin/staff", label: t("admin.staff"), icon: <UserRoundCog /> },
        { href: "/admin/messages", label: t("admin.messages"), icon: <MessageSquareText /> },
        { href: "/admin/audit", label: t("admin.audit"), icon: <ScrollText /> },
        { href: "/admin/calendar", label: t("admin.calendar"), icon: <CalendarDays /> },
        { href: "/admin/settings", label: t("admin.settings"), icon: <Settings /> },
      ],
    },
  ];
}
