import { useTranslations } from "next-intl";
import { DataTable } from "#components/table/data-table.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import { incidentNo } from "#domain/incident/rules.ts";
import type { getDay, Leftover } from "#domain/reconciliation/queries.ts";
import { documentHref } from "../../../document-href.ts";

type Found = Awaited<ReturnType<typeof getDay>>;

/** What of ours is left over, each with its incident. */
export function OurSide({ leftovers, incidents }: Pick<Found, "leftovers" | "incidents">) {
  const t = useTranslations("reconciliation");
  const words = useTranslations("incidents");
  if (leftovers.length === 0) return null;
  const byKey = new Map(incidents.map((incident) => [incident.dedupeKey, incident]));
  const minor = (text: string) => (text === "" ? <span className="text-muted">—</span> : <Money minor={BigInt(text)} />);
  return (
    <Card title={t("ourSide")} description={t("ourSideText")} className="mb-4" flush>
      <DataTable
        bare
        label={t("ourSide")}
        rows={leftovers}
        rowKey={(row) => row.key}
        columns={[
          { key: "kind", header: words("kindLabel"), primary: true, cell: (row) => words(`kind.${row.kind}`) },
          { key: "subject", header: words("subject"), cell: (row) => <Subject row={row} /> },
          { key: "expected", header: words("expected"), align: "end", cell: (row) => minor(row.expectedMinor) },
          { key: "actual", header: words("actual"), align: "end", cell: (row) => minor(row.actualMinor) },
          {
            key: "incident",
            header: words("no"),
            cell: (row) => {
              const incident = byKey.get(row.key);
              if (!incident) return "—";
              return (
                <span className="inline-flex items-center gap-2">
                  <TextLink href={`/admin/incidents/${incident.id}`}>{incidentNo(incident.no)}</TextLink>
                  <StatusBadge status={incident.status} label={words(`status.${incident.status}`)} />
                </span>
              );
            },
          },
        ]}
      />
    </Card>
  );
}

function Subject({ row }: { row: Leftover }) {
  const t = useTranslations("incidents.subjectType");
  const { type, id } = row.subject;
  const text = t(t.has(type) ? type : "other");
  const href = documentHref(type, id, row.details);
  const outNo = typeof row.details.outNo === "string" ? row.details.outNo : "";
  return (
    <span className="block">
      {href ? <TextLink href={href}>{text}</TextLink> : text}
      {outNo ? <span className="block font-mono text-2xs break-all text-muted">{outNo}</span> : null}
    </span>
  );
}

/** The files and downloads the day's lines came with. */
export function Statements({ rows }: { rows: Found["statements"] }) {
  const t = useTranslations("reconciliation");
  return (
    <Card title={t("statements")} className="mt-4" flush>
      <DataTable
        bare
        label={t("statements")}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "file", header: t("fileName"), primary: true, cell: (row) => row.fileName || t(`source.${row.source}`) },
          { key: "source", header: t("statement"), cell: (row) => t(`source.${row.source}`) },
          {
            key: "covers",
            header: t("covers"),
            phone: "hide",
            cell: (row) => row.covers.map((kind) => t(`kind.${kind}`)).join("、"),
          },
          { key: "lines", header: t("lineCount"), align: "end", cell: (row) => <Num value={row.lineCount} /> },
          { key: "at", header: t("loadedAt"), cell: (row) => <DateTime at={row.createdAt} /> },
        ]}
      />
    </Card>
  );
}
