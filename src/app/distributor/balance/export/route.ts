import { getTranslations } from "next-intl/server";
import { dateRange } from "#app/date-range.ts";
import { formatDateTime } from "#components/ui/date-time.tsx";
import { listMovements } from "#domain/distributor/queries-balance.ts";
import { type ListMovementsInput, movementKinds } from "#domain/distributor/schema.ts";
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
    kindText(t, row.kind),
    row.document?.title ?? row.memo,
    row.document?.quantity,
    formatYuan(row.amountMinor),
    formatYuan(row.balanceAfterMinor),
  ]);
  const header = [t("at"), t("kindLabel"), t("document"), t("quantity"), t("amount"), t("after")];
  return new Response(toCsv(header, rows), { headers: csvHeaders(`${t("title")}-${dayKey(ctx.now)}`) });
}

function kindText(t: Awaited<ReturnType<typeof getTranslations<"balance">>>, kind: string): string {
  const [base, reversed] = kind.split(".");
  const known = movementKinds.find((one) => one === base) ?? "other";
  return reversed ? t("reversalOf", { kind: t(`kind.${known}`) }) : t(`kind.${known}`);
}
