import { answerFile, readStatementFile } from "#app/statement-file.ts";

export const dynamic = "force-dynamic";

const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/** As many as a sheet holds comfortably; no statement of a period comes near. */
const mostLines = 200_000;

export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  return answerFile(async () => {
    const file = await readStatementFile(id, mostLines);
    const { renderStatementXlsx } = await import("#app/statement-xlsx.ts");
    return { body: (await renderStatementXlsx(file)) as Uint8Array<ArrayBuffer>, type, name: `${file.no}.xlsx` };
  });
}
