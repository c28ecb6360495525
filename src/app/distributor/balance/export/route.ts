import { getTranslations } from "next-intl/server";
import { dateRange } from "#app/date-range.ts";
import { documentTitle, movementKindText } from "#app/movement-text.ts";
import { formatDateTime } from "#components/ui/date-time.tsx";
import { listMovements } from "#domain/distributor/queries-balance.ts";
import type { ListMovementsInput } from "#domain/distributor/schema.ts";
import { csvHeaders, toCsv } from "#lib/csv.ts";
import { formatYuan } from "#lib/money.ts";
import { dayKey } from "#lib/time.ts";
import { requireDistributor } from "#trpc/server.ts";

export const dynamic = "force-dynamic";

/** The movements on screen as a spreadsheet: at most 20,000 rows, the newest ones. */
export async function GET(request: Request): Promise<Response> {
  const ctx = await requireDistributor("balance:own");
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const t = await getTranslations("balance");
  const kind = (params.kind || undefined) as ListMovementsInput["kind"];
  const { items } = await listMovements(ctx, { kind, limit: 20_000, ...dateRange(params) });
  const rows = items.map((row) => [
    formatDateTime(row.at, { seconds: true }),
    movementKindText((key, values) => t(key as "title", values), row.kind),
    row.document ? documentTitle(row.document) : row.memo,
    row.document?.quantity,
    formatYuan(row.amountMinor),
    formatYuan(row.balanceAfterMinor),
  ]);
  const header = [t("at"), t("kindLabel"), t("document"), t("quantity"), t("amount"), t("after")];
  return new Response(toCsv(header, rows), { headers: csvHeaders(`${t("title")}-${dayKey(ctx.now)}`) });
}
