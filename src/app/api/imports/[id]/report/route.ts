import { getTranslations } from "next-intl/server";
import { getBatch, readIssues } from "#domain/batch/queries.ts";
import { issueKinds } from "#domain/batch/schema.ts";
import { csvHeaders, csvStream, mostRows } from "#lib/csv.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";

export const dynamic = "force-dynamic";

/** Every line that did not become a voucher, with the reason; first the sums. No code is in it. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const ctx = await requireStaff("voucher:read");
  const { id } = await params;
  const batch = await orAnswer(getBatch(ctx, id));
  const [t, table] = await Promise.all([getTranslations("batch"), getTranslations("table")]);
  async function* rows() {
    yield [
      ["", t("report.rows"), batch.rowCount],
      ["", t("report.imported"), batch.importedCount],
      ["", t("report.duplicate"), batch.duplicateCount],
      ["", t("report.refused"), batch.refusedCount],
    ];
    for await (const page of readIssues(ctx, id))
      yield page.map(({ line, kind }) => {
        const known = issueKinds.find((one) => one === kind);
        return [
          line,
          kind.startsWith("DUPLICATE") ? t("report.duplicate") : t("report.refused"),
          known ? t(`issue.${known}`) : kind,
        ];
      });
    const unlisted = batch.duplicateCount + batch.refusedCount - batch.listedIssues;
    if (unlisted > 0) yield [["", t("report.unlisted"), unlisted]];
  }
  const header = [t("report.line"), t("report.result"), t("report.reason")];
  const file = csvStream(header, rows(), table("exportCut", { max: mostRows }));
  return new Response(file, { headers: csvHeaders(t("report.fileName", { no: batch.no })) });
}
