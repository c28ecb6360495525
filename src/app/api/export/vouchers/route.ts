import { getTranslations } from "next-intl/server";
import { exportVouchers } from "#domain/voucher/export-vouchers.ts";
import { csvHeaders, csvStream, mostRows } from "#lib/csv.ts";
import { dayKey } from "#lib/time.ts";
import { requireStaff } from "#trpc/server.ts";

export const dynamic = "force-dynamic";

const time = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "medium" });
const timeText = (at: Date | null) => (at ? time.format(at) : "");

/** The list with its filters as a spreadsheet, streamed. No code is in it. */
export async function GET(request: Request): Promise<Response> {
  const ctx = await requireStaff("voucher:export");
  const [t, table] = await Promise.all([getTranslations("voucher"), getTranslations("table")]);
  const pages = await exportVouchers(ctx, Object.fromEntries(new URL(request.url).searchParams));
  async function* rows() {
    for await (const page of pages)
      yield page.map((row) => [
        row.id,
        row.product.name,
        `#${row.batch.no}`,
        t(`status.${row.status}`),
        row.allotment?.distributor.name,
        row.allotment ? `#${row.allotment.no}` : "",
        row.link ? `#${row.link.no}` : "",
        timeText(row.createdAt),
        timeText(row.claimedAt),
        timeText(row.redeemedAt),
        timeText(row.expiresAt),
      ]);
  }
  const header = [
    "id",
    "product",
    "batch",
    "status",
    "distributor",
    "allotment",
    "link",
    "created",
    "claimed",
    "redeemed",
    "expires",
  ] as const;
  const name = `${t("title")}-${dayKey(ctx.now)}`;
  return new Response(
    csvStream(
      header.map((key) => t(`column.${key}`)),
      rows(),
      table("exportCut", { max: mostRows }),
    ),
    { headers: csvHeaders(name) },
  );
}
