import { getTranslations } from "next-intl/server";
import { formatDateTime } from "#components/ui/date-time.tsx";
import { exportRedemptions } from "#domain/redemption/export-redemptions.ts";
import type { RedemptionRow } from "#domain/redemption/queries.ts";
import type { RedemptionFilter } from "#domain/redemption/schema.ts";
import { csvHeaders, csvStream, mostRows } from "#lib/csv.ts";
import { formatYuan } from "#lib/money.ts";
import { errorReply, toResponse } from "#lib/route.ts";
import { dayKey } from "#lib/time.ts";
import { getCtx } from "#trpc/server.ts";

/** What the list's filters show, for a spreadsheet. */
export async function GET(request: Request): Promise<Response> {
  try {
    const ctx = await getCtx();
    const filter = Object.fromEntries(new URL(request.url).searchParams) as RedemptionFilter;
    const pages = await exportRedemptions(ctx, filter);
    const [t, table] = await Promise.all([getTranslations("redemption"), getTranslations("table")]);
    const header = [
      ...[t("csv.id"), t("at"), t("product"), t("methodLabel"), t("merchant"), t("distributor"), t("csv.voucher")],
      ...[t("detail.retail"), t("detail.purchase"), t("commission"), t("state.label"), t("detail.reversedAt")],
      t("detail.reversalReason"),
    ];
    const line = (row: RedemptionRow) => [
      ...[
        row.id,
        formatDateTime(row.createdAt, { seconds: true }),
        row.voucher.product.name,
        t(`method.${row.method}`),
        row.merchant?.name,
      ],
      ...[row.distributorName, row.voucherId, formatYuan(row.retailPriceMinor), formatYuan(row.purchasePriceMinor)],
      ...[formatYuan(row.commissionMinor), t(row.reversedAt ? "state.reversed" : "state.valid")],
      ...[row.reversedAt ? formatDateTime(row.reversedAt, { seconds: true }) : "", row.reversalReason],
    ];
    async function* lines() {
      for await (const rows of pages) yield rows.map(line);
    }
    const file = csvStream(header, lines(), table("exportCut", { max: mostRows }));
    return new Response(file, { headers: csvHeaders(`${t("title")}-${dayKey(ctx.now)}`) });
  } catch (error) {
    return toResponse(errorReply(error, "/api/export/redemptions"));
  }
}
