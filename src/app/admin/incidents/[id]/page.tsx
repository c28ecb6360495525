import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { Alert } from "#components/ui/alert.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { ButtonLink, TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import { Timeline } from "#components/ui/timeline.tsx";
import { can } from "#domain/access/rules.ts";
import { getIncident, listResolvers } from "#domain/incident/queries.ts";
import { incidentNo } from "#domain/incident/rules.ts";
import { isStillSo } from "#domain/reconciliation/queries.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { documentHref } from "../../document-href.ts";
import { ResolveButton } from "../resolve.tsx";
import { AddNote, AssignForm } from "./actions.tsx";
import { IncidentDetails } from "./details.tsx";

export default async function IncidentPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireStaff("incident:read");
  const { id } = await params;
  const incident = await orAnswer(getIncident(ctx, id));
  const [t, people, still] = await Promise.all([getTranslations("incidents"), listResolvers(ctx), isStillSo(ctx, incident)]);
  const open = incident.status === "OPEN";
  const mayResolve = can(ctx.actor, "incident:resolve");
  return (
    <>
      <PageHeader
        title={t(`kind.${incident.kind}`)}
        description={t(`about.${incident.kind}`)}
        crumbs={[{ href: "/admin/incidents", label: t("title") }, { label: incidentNo(incident.no) }]}
        badge={<StatusBadge status={incident.status} label={t(`status.${incident.status}`)} />}
        actions={
          <>
            {can(ctx.actor, "audit:read") ? (
              <ButtonLink href={`/admin/audit?subject=incident:${id}`} variant="ghost">
                {t("audit")}
              </ButtonLink>
            ) : null}
            {open && mayResolve ? <ResolveButton id={id} /> : null}
          </>
        }
      />
      {open && still !== null ? (
        <Alert tone={still ? "warning" : "success"} title={t(still ? "still.yes" : "still.no")} className="mb-4">
          {t(still ? "stillHint.yes" : "stillHint.no")}
        </Alert>
      ) : null}
      {incident.resolution ? (
        <Alert tone="success" title={t(`resolution.${incident.resolutionKind ?? "EXPLAINED"}`)} className="mb-4">
          {incident.resolution}
        </Alert>
      ) : null}
      <Amounts expected={incident.expectedMinor} actual={incident.actualMinor} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="grid gap-4">
          <Facts incident={incident} />
          <IncidentDetails details={incident.details as Record<string, unknown>} />
        </div>
        <div className="grid gap-4">
          {open && mayResolve ? (
            <Card title={t("assign")}>
              <AssignForm id={id} ownerId={incident.ownerId} me={ctx.actor.id} people={people} />
            </Card>
          ) : null}
          <Notes incident={incident} mayWrite={mayResolve} />
        </div>
      </div>
    </>
  );
}

type Incident = Awaited<ReturnType<typeof getIncident>>;

function Amounts({ expected, actual }: { expected: bigint | null; actual: bigint | null }) {
  const t = useTranslations("incidents");
  if (expected === null && actual === null) return null;
  return (
    <StatGrid columns={3} className="mb-4">
      <Stat label={t("expected")} value={expected === null ? "—" : <Money minor={expected} />} />
      <Stat label={t("actual")} value={actual === null ? "—" : <Money minor={actual} />} />
      <Stat label={t("difference")} value={<Money minor={(actual ?? 0n) - (expected ?? 0n)} signed />} />
    </StatGrid>
  );
}

function Facts({ incident }: { incident: Incident }) {
  const t = useTranslations("incidents");
  const pay = useTranslations("payment.provider");
  const { subjectType, subjectId, provider, day } = incident;
  const href = documentHref(subjectType, subjectId, incident.details as { outNo?: unknown });
  const known = t.has(`subjectType.${subjectType}`) ? subjectType : "other";
  const date = day?.toISOString().slice(0, 10);
  return (
    <Card title={t("facts")}>
      <DescriptionList
        items={[
          {
            label: t("subject"),
            value: href ? <TextLink href={href}>{t(`subjectType.${known}`)}</TextLink> : t(`subjectType.${known}`),
          },
          { label: t("providerLabel"), value: provider ? pay(provider) : null },
          {
            label: t("dayLabel"),
            value: date && provider ? <TextLink href={`/admin/reconciliation/${provider}/${date}`}>{date}</TextLink> : date,
          },
          { label: t("createdAt"), value: <DateTime at={incident.createdAt} seconds /> },
          { label: t("ownerLabel"), value: incident.owner ?? t("nobody") },
          { label: t("resolvedBy"), value: incident.resolvedBy },
          { label: t("resolvedAt"), value: incident.resolvedAt ? <DateTime at={incident.resolvedAt} /> : null },
        ]}
      />
    </Card>
  );
}

function Notes({ incident, mayWrite }: { incident: Incident; mayWrite: boolean }) {
  const t = useTranslations("incidents");
  return (
    <Card title={t("notes")}>
      {mayWrite ? <AddNote id={incident.id} /> : null}
      {incident.notes.length === 0 ? (
        <p className="text-sm text-muted">{t("noNotes")}</p>
      ) : (
        <Timeline
          items={incident.notes.map((note) => ({
            key: note.id,
            at: <DateTime at={note.createdAt} />,
            title: note.authorName,
            text: <span className="whitespace-pre-wrap">{note.text}</span>,
          }))}
        />
      )}
    </Card>
  );
}
