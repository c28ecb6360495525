import { useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import { ShareValue } from "#app/commission-parts.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import type { Params } from "#components/table/href.ts";
import { Badge } from "#components/ui/badge.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import type { RuleRow } from "#domain/commission/queries-rules.ts";

type Props = { rules: RuleRow[]; archived: boolean; params: Params; empty: ReactNode };

/** Rules in the order in which they win. */
export function RuleTable({ rules, archived, params, empty }: Props) {
  const t = useTranslations("commissionRule");
  return (
    <DataTable
      label={t("title")}
      rows={rules}
      rowKey={(rule) => rule.id}
      rowHref={(rule) => `/admin/commission-rules/${rule.id}`}
      params={params}
      empty={empty}
      columns={[
        { key: "name", header: t("name"), primary: true, cell: (rule) => rule.name },
        { key: "scope", header: t("scope"), cell: (rule) => <ScopeText rule={rule} /> },
        { key: "shares", header: t("shares"), cell: (rule) => <Shares rule={rule} /> },
        { key: "base", header: t("base.label"), cell: (rule) => t(`base.${rule.base}`) },
        { key: "pool", header: t("pool"), align: "end", cell: (rule) => <ShareValue kind={rule.kind} value={rule.pool} /> },
        archived
          ? { key: "until", header: t("versionAt"), cell: (rule) => <DateTime at={rule.archivedAt} /> }
          : { key: "since", header: t("createdAt"), phone: "hide", cell: (rule) => <DateTime at={rule.createdAt} only="date" /> },
        { key: "status", header: t("status.label"), cell: (rule) => <RuleStatus rule={rule} /> },
      ]}
    />
  );
}

export function ScopeText({ rule }: { rule: RuleRow }) {
  const t = useTranslations("commissionRule");
  const target = rule.productName ?? rule.categoryName ?? t("anyProduct");
  return (
    <span>
      {target}
      <span className="text-muted"> · {rule.levelName ?? t("anyLevel")}</span>
    </span>
  );
}

/** 5% / 3% / 2%: a depth without a share is a dash. */
export function Shares({ rule }: { rule: RuleRow }) {
  const deepest = Math.max(...rule.shares.map((share) => share.depth));
  return (
    <span className="tnum whitespace-nowrap">
      {Array.from({ length: deepest }, (_, index) => {
        const share = rule.shares.find((one) => one.depth === index + 1);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the depth
          <Fragment key={index}>
            {index > 0 ? <span className="text-muted"> / </span> : null}
            {share ? <ShareValue kind={rule.kind} value={share.value} /> : <span className="text-muted">—</span>}
          </Fragment>
        );
      })}
    </span>
  );
}

export function RuleStatus({ rule }: { rule: RuleRow }) {
  const t = useTranslations("commissionRule");
  if (rule.replacedBy) return <Badge>{t("status.replaced")}</Badge>;
  if (rule.archivedAt) return <Badge>{t("status.removed")}</Badge>;
  if (!rule.active) return <Badge>{t("status.off")}</Badge>;
  if (rule.shadowedBy) {
    return (
      <span title={t("shadowedBy", { name: rule.shadowedBy })}>
        <Badge tone="warning" dot>
          {t("status.shadowed")}
        </Badge>
      </span>
    );
  }
  return (
    <Badge tone="success" dot>
      {t("status.active")}
    </Badge>
  );
}
