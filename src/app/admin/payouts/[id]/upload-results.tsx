"use client";

import { Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useErrorText } from "#components/form/server-error.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import type { ImportedResults } from "#domain/payout/import-results.ts";

/** The bank's result file, read on the server line by line; what came of it is shown until the page is left. */
export function UploadResults({ id }: { id: string }) {
  const t = useTranslations("payout.file");
  const errorText = useErrorText();
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [pending, setPending] = useState(false);
  const [result, setResult] = useState<ImportedResults | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function send(file: File | undefined) {
    if (!file) return;
    setPending(true);
    setProblem(null);
    setResult(null);
    try {
      const form = new FormData();
      form.set("file", file);
      const response = await fetch(`/api/payouts/${id}/results`, { method: "POST", body: form });
      const body: unknown = await response.json();
      if (response.ok) setResult(body as ImportedResults);
      else setProblem(errorText(body));
      router.refresh();
    } catch (error) {
      setProblem(errorText(error));
    } finally {
      setPending(false);
      if (input.current) input.current.value = "";
    }
  }

  return (
    <div className="grid gap-3">
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        className="sr-only"
        aria-label={t("upload")}
        onChange={(event) => void send(event.target.files?.[0])}
      />
      <Button icon={<Upload />} pending={pending} onClick={() => input.current?.click()}>
        {t("upload")}
      </Button>
      {problem ? (
        <Alert tone="danger" live>
          {problem}
        </Alert>
      ) : null}
      {result ? <Outcome result={result} /> : null}
    </div>
  );
}

function Outcome({ result }: { result: ImportedResults }) {
  const t = useTranslations("payout.file");
  const { problems, paid, failed, returned, same, wrong } = result;
  return (
    <Alert tone={wrong > 0 ? "warning" : "success"} live>
      {t("result", { paid, failed, returned, same, wrong })}
      {problems.length > 0 ? (
        <ul className="mt-2 list-disc pl-4">
          {problems.map(({ line, problem }) => (
            <li key={`${line}-${problem}`}>{t("line", { line, problem: t(`problem.${problem}`) })}</li>
          ))}
        </ul>
      ) : null}
    </Alert>
  );
}
