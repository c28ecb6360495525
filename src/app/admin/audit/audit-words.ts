import { getLocale, getMessages, getTranslations } from "next-intl/server";
import { dateRange } from "#app/date-range.ts";
import { one, type Params } from "#components/table/href.ts";
import { formatDateTime } from "#components/ui/date-time.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import type { AuditFilter, AuditRow } from "#domain/audit/queries.ts";
import { changesOf, plainValue } from "#domain/audit/rules.ts";

/** ?q= ?actor= ?action= ?subject=type:id ?from= ?to= */
export function filterOf(params: Params): AuditFilter {
  const [subjectType, subjectId] = (one(params.subject) ?? "").split(":", 2);
  return {
    q: one(params.q),
    actorId: one(params.actor),
    action: one(params.action),
    ...(subjectType ? { subjectType } : {}),
    ...(subjectId ? { subjectId } : {}),
    ...dateRange(params),
  };
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
/** Fields that say nothing to people at a glance; the entry's own page has them. */
const unreadable = /(Id|Ids|Key)$/;

/** Actions, actors and changes in the reader's words; what has none shows as it is stored. */
export async function auditWords() {
  const [t, common, messages, locale] = await Promise.all([
    getTranslations("audit"),
    getTranslations("common.state"),
    getMessages(),
    getLocale(),
  ]);
  const groups = ((messages.audit as Record<string, unknown>).action ?? {}) as Record<string, Record<string, string>>;
  const field = (name: string) => (t.has(`fieldName.${name}`) ? t(`fieldName.${name}`) : name);

  function value(name: string, raw: unknown): string {
    if (typeof raw === "boolean") return raw ? common("yes") : common("no");
    if (name.endsWith("Minor") && /^-?\d+$/.test(String(raw))) return formatMoney(String(raw));
    if (typeof raw === "string" && instant.test(raw)) return formatDateTime(raw, { locale, seconds: true });
    return plainValue(raw);
  }

  function changes(row: Pick<AuditRow, "before" | "after">) {
    return changesOf(row.before, row.after).map(({ field: name, before, after }) => ({
      name,
      label: field(name),
      before: value(name, before),
      after: value(name, after),
    }));
  }

  return {
    action: (action: string) => (t.has(`action.${action}`) ? t(`action.${action}`) : action),
    actor: ({ actorKind, actorName }: Pick<AuditRow, "actorKind" | "actorName">) =>
      t.has(`actorKind.${actorKind}`) && (actorKind === "system" || actorName === actorKind)
        ? t(`actorKind.${actorKind}`)
        : actorName,
    subject: (type: string) => (t.has(`subjectType.${type}`) ? t(`subjectType.${type}`) : type),
    changes,
    /** The first few changes in one line. */
    summary: (row: Pick<AuditRow, "before" | "after">): string =>
      changes(row)
        .filter(({ name }) => !unreadable.test(name))
        .slice(0, 3)
        .map(({ label, before, after }) => (before === "—" ? `${label} ${after}` : `${label} ${before} → ${after}`))
        .join(" · "),
    filterOptions: Object.entries(groups).flatMap(([noun, verbs]) =>
      Object.entries(verbs).map(([verb, label]) => ({ value: `${noun}.${verb}`, label })),
    ),
  };
}
