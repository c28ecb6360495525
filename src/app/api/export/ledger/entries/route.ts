import { getTranslations } from "next-intl/server";
import { kindKey } from "#app/admin/ledger/parts.tsx";
import { periodOf } from "#app/admin/ledger/period.ts";
import { formatDateTime } from "#components/ui/date-time.tsx";
import { exportEntries } from "#domain/report/export-entries.ts";
import type { BookEntry } from "#domain/report/queries-entries.ts";
import { readKind } from "#domain/report/rules-books.ts";
import { csvHeaders, csvStream, mostRows } from "#lib/csv.ts";
import { formatYuan } from "#lib/money.ts";
import { errorReply, toResponse } from "#lib/route.ts";
import { getCtx } from "#trpc/server.ts";

export const dynamic = "force-dynamic";

/** Entries as the filters on screen show them: of an account, of a kind of accounts, or all. */
export async function GET(request: Request): Promise<Response> {
  try {
    const ctx = await getCtx();
    const { account, kind, side, ...rest } = Object.fromEntries(new URL(request.url).searchParams);
    const { window, days } = periodOf(rest, ctx.now);
    const [t, table, pages] = await Promise.all([
      getTranslations("ledger"),
      getTranslations("table"),
      exportEntries(ctx, { accountId: account, kind, side, ...window }),
    ]);
    const header = [
      ...[t("reference"), t("at"), t("accountKind"), t("owner"), t("type")],
      ...[t("debit"), t("credit"), t("after"), t("memo"), t("document")],
    ];
    const line = (row: BookEntry) => {
      const { base, reversal } = readKind(row.kind);
      const known = t(`txn.${kindKey(base ?? "other")}`);
      return [
        ...[row.transactionId, formatDateTime(row.at, { seconds: true }), t(`kind.${row.accountKind}`), row.ownerName ?? ""],
        reversal ? t("reversalOf", { kind: known }) : known,
        row.amountMinor > 0n ? formatYuan(row.amountMinor) : "",
        row.amountMinor < 0n ? formatYuan(-row.amountMinor) : "",
        row.balanceAfterMinor === null ? "" : formatYuan(row.balanceAfterMinor),
        row.memo ?? "",
        row.reference,
      ];
    };
    async function* lines() {
      for await (const rows of pages) yield rows.map(line);
    }
    return new Response(csvStream(header, lines(), table("exportCut", { max: mostRows })), {
      headers: csvHeaders(`${t("tabs.entries")}-${days.from}-${days.to}`),
    });
  } catch (error) {
    return toResponse(errorReply(error, "/api/export/ledger/entries"));
  }
}
