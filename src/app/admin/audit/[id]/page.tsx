import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { type AuditRow, getAuditEntry } from "#domain/audit/queries.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { auditWords } from "../audit-words.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") };
}

export default async function AuditEntryPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireStaff("audit:read");
  const entry = await orAnswer(getAuditEntry(ctx, (await params).id));
  const [t, words] = await Promise.all([getTranslations("audit"), auditWords()]);
  const title = words.action(entry.action);
  const actor = words.actor(entry);
  const { actorId, subjectType, subjectId } = entry;
  const items = [
    { label: t("at"), value: <DateTime at={entry.at} seconds /> },
    { label: t("actor"), value: actorId ? <TextLink href={`/admin/audit?actor=${actorId}`}>{actor}</TextLink> : actor },
    { label: t("actionName"), value: <code className="font-mono text-xs">{entry.action}</code> },
    {
      label: t("subject"),
      value: (
        <TextLink href={`/admin/audit?subject=${subjectType}:${subjectId}`} className="font-mono text-xs break-all">
          {words.subject(subjectType)} {subjectId}
        </TextLink>
      ),
    },
    { label: t("from"), value: entry.ip },
    { label: t("userAgent"), value: entry.userAgent ? <span className="break-words">{entry.userAgent}</span> : null },
    ...(entry.reason ? [{ label: t("reason"), value: entry.reason, wide: true }] : []),
  ];
  return (
    <>
      <PageHeader title={title} crumbs={[{ href: "/admin/audit", label: t("title") }, { label: title }]} />
      <div className="grid gap-5">
        <Card>
          <DescriptionList items={items} columns={2} />
        </Card>
        <Changes entry={entry} />
      </div>
    </>
  );
}

async function Changes({ entry }: { entry: AuditRow }) {
  const t = await getTranslations("audit");
  const changes = (await auditWords()).changes(entry);
  if (changes.length === 0) return null;
  return (
    <Card title={t("changes")} flush>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="overflow-x-auto" aria-label={t("changes")} tabIndex={0}>
        <table className="w-full text-sm">
          <thead>
            <tr className="border-b border-border text-left text-xs text-muted">
              <th scope="col" className="px-4 py-2 font-medium sm:px-5">
                {t("field")}
              </th>
              <th scope="col" className="px-3 py-2 font-medium">
                {t("before")}
              </th>
              <th scope="col" className="px-3 py-2 font-medium">
                {t("after")}
              </th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ name, label, before, after }) => (
              <tr key={name} className="border-b border-border align-top last:border-0">
                <th scope="row" className="px-4 py-2 text-left font-medium sm:px-5">
                  {label || "—"}
                </th>
                <td className="px-3 py-2 break-all text-muted">{before}</td>
                <td className="px-3 py-2 break-all">{after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
