import { getTranslations } from "next-intl/server";
import { auditWords, filterOf } from "#app/admin/audit/audit-words.ts";
import { formatDateTime } from "#components/ui/date-time.tsx";
import { exportAudit } from "#domain/audit/export-audit.ts";
import type { AuditRow } from "#domain/audit/queries.ts";
import { csvHeaders, csvStream, mostRows } from "#lib/csv.ts";
import { dayKey } from "#lib/time.ts";
import { requireStaff } from "#trpc/server.ts";

const columns = [
  "at",
  "actor",
  "actionLabel",
  "actionName",
  "subject",
  "before",
  "after",
  "reason",
  "from",
  "userAgent",
] as const;

/** The rows on screen as a file, written as they are read. */
export async function GET(request: Request): Promise<Response> {
  const ctx = await requireStaff("audit:read");
  const filter = filterOf(Object.fromEntries(new URL(request.url).searchParams));
  const [t, table, words] = await Promise.all([getTranslations("audit"), getTranslations("table"), auditWords()]);
  const pages = await exportAudit(ctx, filter);
  const line = (row: AuditRow) => [
    formatDateTime(row.at, { seconds: true }),
    words.actor(row),
    words.action(row.action),
    row.action,
    `${row.subjectType} ${row.subjectId}`,
    row.before ? JSON.stringify(row.before) : "",
    row.after ? JSON.stringify(row.after) : "",
    row.reason,
    row.ip,
    row.userAgent,
  ];
  async function* lines() {
    for await (const rows of pages) yield rows.map(line);
  }
  const header = columns.map((column) => t(column));
  return new Response(csvStream(header, lines(), table("exportCut", { max: mostRows })), {
    headers: csvHeaders(`${t("title")} ${dayKey(ctx.now)}`),
  });
}
