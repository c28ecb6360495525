import { getTranslations } from "next-intl/server";
import { periodOf } from "#app/admin/ledger/period.ts";
import { exportTrial } from "#domain/report/export-entries.ts";
import { csvHeaders, toCsv } from "#lib/csv.ts";
import { formatYuan } from "#lib/money.ts";
import { errorReply, toResponse } from "#lib/route.ts";
import { getCtx } from "#trpc/server.ts";

export const dynamic = "force-dynamic";

/** The trial balance of the period on screen. */
export async function GET(request: Request): Promise<Response> {
  try {
    const ctx = await getCtx();
    const { window, days } = periodOf(Object.fromEntries(new URL(request.url).searchParams), ctx.now);
    const [t, rows] = await Promise.all([getTranslations("ledger"), exportTrial(ctx, window)]);
    const header = [t("account"), t("opening"), t("debit"), t("credit"), t("closing")];
    const lines = rows.map((row) => [
      t(`kind.${row.kind}`),
      ...[row.openingMinor, row.debitMinor, row.creditMinor, row.closingMinor].map(formatYuan),
    ]);
    return new Response(toCsv(header, lines), { headers: csvHeaders(`${t("tabs.trial")}-${days.from}-${days.to}`) });
  } catch (error) {
    return toResponse(errorReply(error, "/api/export/ledger/trial"));
  }
}
