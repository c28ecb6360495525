import { answerFile, readStatementFile } from "#app/statement-file.ts";

export const dynamic = "force-dynamic";

/** More lines than this are more paper than anybody turns over; the file says how many are only in the spreadsheet. */
const mostLines = 5_000;

export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  return answerFile(async () => {
    const { file, pages } = await readStatementFile(id);
    const rows: string[][] = [];
    for await (const page of pages) {
      rows.push(...page.slice(0, mostLines - rows.length));
      if (rows.length >= mostLines) break;
    }
    const { renderStatementPdf } = await import("#app/statement-pdf.ts");
    return { body: new Uint8Array(await renderStatementPdf(file, rows)), type: "application/pdf", name: `${file.no}.pdf` };
  });
}
