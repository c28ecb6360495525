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
import { can } from "#domain/access/rules.ts";
import { incidentNo } from "#domain/incident/rules.ts";
import { getLine } from "#domain/reconciliation/queries.ts";
import type { Difference } from "#domain/reconciliation/rules.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { documentHref } from "../../../document-href.ts";
import { outcomeTone } from "../../[provider]/[day]/line-table.tsx";
import { BookButton, UnbookButton } from "./actions.tsx";

/** A wrong payee or an unfinished document cannot be put right in the books. */
const bookable = (difference: string[]) => !difference.some((one) => one === "payee" || one === "state");

export default async function LinePage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireStaff("payment:read");
  const { id } = await params;
  const line = await orAnswer(getLine(ctx, id));
  const [t, pay] = await Promise.all([getTranslations("reconciliation"), getTranslations("payment.provider")]);
  const day = line.statement.day.toISOString().slice(0, 10);
  const left = line.outcome === "EXTRA" || line.outcome === "DIFFERENT";
  const may = can(ctx.actor, "reconciliation:run") && can(ctx.actor, "incident:resolve");
  return (
    <>
      <PageHeader
        title={<Money minor={line.amountMinor} signed />}
        description={`${pay(line.provider)} · ${t(`kind.${line.kind}`)}`}
        crumbs={[
          { href: "/admin/reconciliation", label: t("title") },
          { href: `/admin/reconciliation/${line.provider}/${day}`, label: `${pay(line.provider)} ${day}` },
          { label: t("line") },
        ]}
        badge={<StatusBadge status={outcomeTone[line.outcome]} label={t(`outcome.${line.outcome}`)} />}
        actions={
          <>
            {can(ctx.actor, "audit:read") ? (
              <ButtonLink href={`/admin/audit?subject=provider_line:${id}`} variant="ghost">
                {t("audit")}
              </ButtonLink>
            ) : null}
            {may && line.booked ? <UnbookButton lineId={id} /> : null}
            {may && left && bookable(line.difference) ? <BookButton lineId={id} whole={line.outcome === "EXTRA"} /> : null}
          </>
        }
      />
      {line.difference.length > 0 ? (
        <Alert
          tone="warning"
          title={`${t("differs")}: ${line.difference.map((one) => t(`difference.${one as Difference}`)).join("、")}`}
          className="mb-4"
        >
          {t(bookable(line.difference) ? "bookDifferenceText" : "bookWhy")}
        </Alert>
      ) : null}
      <Facts line={line} day={day} />
    </>
  );
}

type Line = Awaited<ReturnType<typeof getLine>>;

function Facts({ line, day }: { line: Line; day: string }) {
  const t = useTranslations("reconciliation");
  const types = useTranslations("incidents.subjectType");
  const words = useTranslations("incidents");
  const mono = (text: string | null) => (text ? <span className="font-mono text-xs break-all">{text}</span> : null);
  const { matchedType, subjectId } = line;
  const href = matchedType && subjectId ? documentHref(matchedType, subjectId, line) : null;
  const name = matchedType === "posting" ? t("bookedAs") : matchedType && types(matchedType);
  return (
    <Card title={t("lineTitle")}>
      <DescriptionList
        items={[
          { label: t("amount"), value: <Money minor={line.amountMinor} /> },
          { label: t("fee"), value: <Money minor={line.feeMinor} /> },
          { label: t("at"), value: <DateTime at={line.at} seconds /> },
          { label: t("payee"), value: line.payee },
          { label: t("lineId"), value: mono(line.lineId) },
          { label: t("outNo"), value: mono(line.outNo) },
          { label: t("ref"), value: mono(line.providerRef) },
          { label: t("document"), value: href ? <TextLink href={href}>{name}</TextLink> : name },
          {
            label: t("statement"),
            value: (
              <TextLink href={`/admin/reconciliation/${line.provider}/${day}`}>
                {line.statement.fileName || t(`source.${line.statement.source}`)}
              </TextLink>
            ),
          },
          {
            label: words("title"),
            value: line.incidents.length
              ? line.incidents.map((incident) => (
                  <span key={incident.id} className="mr-3 inline-flex items-center gap-1.5">
                    <TextLink href={`/admin/incidents/${incident.id}`}>{incidentNo(incident.no)}</TextLink>
                    <StatusBadge status={incident.status} label={words(`status.${incident.status}`)} />
                  </span>
                ))
              : null,
          },
        ]}
      />
    </Card>
  );
}
