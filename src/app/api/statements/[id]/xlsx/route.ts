import { answerFile, readStatementFile } from "#app/statement-file.ts";

export const dynamic = "force-dynamic";

const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  return answerFile(async () => {
    const { file, pages } = await readStatementFile(id);
    const { streamStatementXlsx } = await import("#app/statement-xlsx.ts");
    return { body: streamStatementXlsx(file, pages), type, name: `${file.no}.xlsx` };
  });
}
