import { getMessages, getTranslations } from "next-intl/server";
import { dateRange } from "#app/date-range.ts";
import { one, type Params } from "#components/table/href.ts";
import type { AuditFilter, AuditRow } from "#domain/audit/queries.ts";

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

/** Names of actions and actors in the reader's language; an action without words shows its own name. */
export async function auditWords() {
  const [t, messages] = await Promise.all([getTranslations("audit"), getMessages()]);
  const groups = ((messages.audit as Record<string, unknown>).action ?? {}) as Record<string, Record<string, string>>;
  return {
    action: (action: string) => (t.has(`action.${action}`) ? t(`action.${action}`) : action),
    actor: ({ actorKind, actorName }: Pick<AuditRow, "actorKind" | "actorName">) =>
      t.has(`actorKind.${actorKind}`) && (actorKind === "system" || actorName === actorKind)
        ? t(`actorKind.${actorKind}`)
        : actorName,
    filterOptions: Object.entries(groups).flatMap(([noun, verbs]) =>
      Object.entries(verbs).map(([verb, label]) => ({ value: `${noun}.${verb}`, label })),
    ),
  };
}
