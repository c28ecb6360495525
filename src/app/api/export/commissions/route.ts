import { getTranslations } from "next-intl/server";
import { commissionFilterOf } from "#app/commission-filter.ts";
import { formatDateTime } from "#components/ui/date-time.tsx";
import { exportCommissions } from "#domain/commission/export-commissions.ts";
import type { CommissionRow } from "#domain/commission/queries.ts";
import { statementNo } from "#domain/settlement/rules.ts";
import { csvHeaders, csvStream, mostRows } from "#lib/csv.ts";
import { formatYuan } from "#lib/money.ts";
import { errorReply, toResponse } from "#lib/route.ts";
import { dayKey } from "#lib/time.ts";
import { getCtx } from "#trpc/server.ts";

/** What the list's filters show: everybody's for staff, its own for a distributor. */
export async function GET(request: Request): Promise<Response> {
  try {
    const ctx = await getCtx();
    const filter = commissionFilterOf(Object.fromEntries(new URL(request.url).searchParams));
    const [t, table] = await Promise.all([getTranslations("commission"), getTranslations("table")]);
    const pages = await exportCommissions(ctx, { ...filter, after: undefined });
    const header = [
      ...[t("export.id"), t("redeemedAt"), t("earner"), t("depthLabel"), t("seller"), t("product"), t("voucher")],
      ...[t("export.redemption"), t("rule"), t("export.base"), t("export.baseAmount"), t("export.value"), t("amount")],
      ...[t("status.label"), t("export.dueAt"), t("export.statement"), t("export.paidAt")],
    ];
    const at = (date: Date | null) => (date ? formatDateTime(date, { seconds: true }) : "");
    const line = (row: CommissionRow) => [
      ...[row.id, at(row.redeemedAt), row.distributorName, row.depth, row.sellerName, row.productName, row.voucherId],
      ...[row.redemptionId, row.ruleName, t(`base.${row.base}`), formatYuan(row.baseMinor)],
      ...[row.kind === "RATE" ? `${formatYuan(row.value)}%` : formatYuan(row.value), formatYuan(row.amountMinor)],
      ...[t(`status.${row.status}`), at(row.dueAt), row.statementNo === null ? "" : statementNo(row.statementNo), at(row.paidAt)],
    ];
    async function* lines() {
      for await (const rows of pages) yield rows.map(line);
    }
    return new Response(csvStream(header, lines(), table("exportCut", { max: mostRows })), {
      headers: csvHeaders(`${t("title")}-${dayKey(ctx.now)}`),
    });
  } catch (error) {
    return toResponse(errorReply(error, "/api/export/commissions"));
  }
}
