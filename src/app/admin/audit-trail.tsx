import { getTranslations } from "next-intl/server";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { Timeline } from "#components/ui/timeline.tsx";
import { can } from "#domain/access/rules.ts";
import { listAudit } from "#domain/audit/queries.ts";
import { getCtx } from "#trpc/server.ts";
import { auditWords } from "./audit/audit-words.ts";

/** <AuditTrail type="payee" id={id} title={t("history")} />: what the audit log knows of one thing, newest first; only for those who may read it. */
export async function AuditTrail({ type, id, title }: { type: string; id: string; title: string }) {
  const ctx = await getCtx();
  if (!can(ctx.actor, "audit:read")) return null;
  const [t, words, page] = await Promise.all([
    getTranslations("audit"),
    auditWords(),
    listAudit(ctx, { subjectType: type, subjectId: id, limit: 30 }),
  ]);
  return (
    <Card title={title}>
      {page.items.length === 0 ? <p className="text-sm text-muted">{t("emptyTitle")}</p> : null}
      <Timeline
        items={page.items.map((row) => ({
          key: row.id,
          at: <DateTime at={row.at} />,
          title: words.action(row.action),
          text: [words.actor(row), row.reason].filter(Boolean).join(" · "),
        }))}
      />
    </Card>
  );
}
