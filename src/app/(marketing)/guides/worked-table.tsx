import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useCycleText } from "#app/cycle-text.ts";
import { Badge } from "#components/ui/badge.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { permissionsOf, type StaffPermission, staffRoles } from "#domain/access/rules.ts";
import { limits } from "#domain/batch/schema.ts";
import { workingDays } from "#domain/calendar/rules-holidays.ts";
import type { Cycle } from "#domain/setting/schema.ts";
import { expectedAt } from "#domain/settlement/rules.ts";
import type { Worked } from "#i18n/guides/guide.ts";
import { parseDay, plusDays } from "#lib/time.ts";
import { FactTable } from "../fact-table.tsx";
import { RoundingTable, SplitTable } from "./worked-money.tsx";

/** Tables made by the product's own rules when the page is read. */
export function WorkedTable({ kind, title }: { kind: Worked; title: string }): ReactNode {
  switch (kind) {
    case "split":
      return <SplitTable title={title} />;
    case "rounding":
      return <RoundingTable title={title} />;
    case "dueDates":
      return <DueTable title={title} />;
    case "limits":
      return <LimitTable title={title} />;
    case "roles":
      return <RoleTable title={title} />;
  }
}

const hour = 3_600_000;
const redeemedAt = new Date(parseDay("2026-11-20")!.getTime() + 10 * hour);

const shownCycles: Cycle[] = [
  { kind: "DAYS", days: 1, unit: "CALENDAR" },
  { kind: "DAYS", days: 3, unit: "WORKING" },
  { kind: "WEEKLY", weekday: 1 },
  { kind: "MONTHLY", day: 1 },
];

function DueTable({ title }: { title: string }) {
  const t = useTranslations("marketing.guides.due");
  const dueAt = plusDays(redeemedAt, 7);
  const cycleText = useCycleText();
  const isWorking = workingDays();
  const rows = shownCycles.map((cycle) => [
    cycleText(cycle),
    <DateTime key="due" at={dueAt} />,
    <DateTime key="statement" at={expectedAt(cycle, dueAt, isWorking)} />,
  ]);
  return <FactTable label={title} head={[t("cycle"), t("dueAt"), t("statement")]} rows={rows} strong={2} />;
}

function LimitTable({ title }: { title: string }) {
  const t = useTranslations("marketing.guides.limits");
  const value = useTranslations("marketing.pricing.value");
  const rows = [
    [t("file"), value("mb", { count: String(limits.fileBytes / 1024 / 1024) })],
    [t("code"), value("chars", { from: String(limits.codeShortest), to: String(limits.codeLongest) })],
    [t("listed"), t("lines", { count: limits.listedIssues.toLocaleString("en-US") })],
    [t("hours"), t("hoursValue", { count: String(limits.uploadHours) })],
    [t("generate"), value("vouchers", { count: limits.generateMost.toLocaleString("en-US") })],
  ];
  return <FactTable label={title} head={[t("what"), t("value")]} rows={rows} />;
}

const shown = [
  ...["product:manage", "batch:manage", "voucher:reveal", "voucher:void", "distributor:manage", "application:decide"],
  ...["topup:record", "topup:decide", "commission:manage", "settlement:run", "payout:prepare", "payout:approve"],
  ...["ledger:read", "audit:read", "staff:manage", "setting:manage"],
] as StaffPermission[];

function RoleTable({ title }: { title: string }) {
  const t = useTranslations("marketing.guides.roles");
  const role = useTranslations("staff.role");
  const rows = shown.map((permission) => [
    t(permission.replace(":", "_")),
    <span key="who" className="flex flex-wrap gap-1.5">
      {staffRoles
        .filter((name) => permissionsOf(name).includes(permission))
        .map((name) => (
          <Badge key={name}>{role(name)}</Badge>
        ))}
    </span>,
  ]);
  return <FactTable label={title} head={[t("what"), t("who")]} rows={rows} />;
}
