import { answerFile, readStatementFile } from "#app/statement-file.ts";

export const dynamic = "force-dynamic";

/** More lines than this would take seconds to set; the file says how many are only in the spreadsheet. */
const mostLines = 500;

export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  return answerFile(async () => {
    const file = await readStatementFile(id, mostLines);
    const { renderStatementPdf } = await import("#app/statement-pdf.tsx");
    return { body: new Uint8Array(await renderStatementPdf(file)), type: "application/pdf", name: `${file.no}.pdf` };
  });
}
