"use client";

import { FileSpreadsheet, Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import { readError, useErrorText } from "#components/form/server-error.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button, TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { type Option, Select } from "#components/ui/input.tsx";
import { guessColumns, previewRows } from "#domain/reconciliation/rules-columns.ts";
import { type BankColumns, bankColumns, uploadLimits } from "#domain/reconciliation/schema.ts";
import { ColumnPicker } from "./column-picker.tsx";

const megabytes = uploadLimits.fileBytes / 1024 / 1024;
const problems = ["EMPTY", "ZIP", "CONTENT", "FORMAT", "CELL", "TOO_MANY_LINES", "TOO_MANY_DAYS"];
type Done = { added: number; repeated: number; changed: number; days: string[]; left: number };
type Preview = { rows: string[][]; columns: BankColumns };
const nothing: BankColumns = {
  heading: 1,
  at: 0,
  id: null,
  amount: null,
  moneyIn: null,
  moneyOut: null,
  payee: null,
  memo: null,
};

/** Provider, file and for a bank its columns; then the answer in numbers. */
export function UploadForm({ providers, provider: first }: { providers: Option[]; provider: string }) {
  const t = useTranslations("reconciliation.up");
  const words = useTranslations("reconciliation");
  const router = useRouter();
  const errorText = useProblemText();
  const [provider, setProvider] = useState(first);
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [state, setState] = useState<{ busy?: boolean; problem?: string; done?: Done }>({});
  const providerId = useId();
  const bank = provider === "BANK";

  async function choose(next: File | undefined) {
    if (!next) return;
    setFile(next);
    setState(next.size > uploadLimits.fileBytes ? { problem: t("tooLarge", { size: megabytes }) } : {});
    const rows = previewRows(await readStart(next));
    setPreview({ rows, columns: guessColumns(rows) ?? nothing });
  }
  async function send() {
    if (!file) return setState({ problem: t("needFile") });
    if (bank && !bankColumns.safeParse(preview?.columns).success) return setState({ problem: t("needColumns") });
    setState({ busy: true });
    try {
      setState({ done: await put(file, provider, bank ? preview?.columns : undefined) });
      router.refresh();
    } catch (error) {
      setState({ problem: errorText(error) });
    }
  }
  return (
    <Card>
      <div className="grid gap-5">
        <div className="grid gap-1.5">
          <label htmlFor={providerId} className="text-sm font-medium">
            {words("providerLabel")}
          </label>
          <Select
            id={providerId}
            options={providers}
            value={provider}
            onChange={(event) => {
              setProvider(event.target.value);
              setState({});
            }}
          />
        </div>
        <FilePicker file={file} disabled={state.busy === true} onChoose={choose} />
        {bank && preview ? (
          <ColumnPicker
            rows={preview.rows}
            columns={preview.columns}
            onChange={(columns) => setPreview({ ...preview, columns })}
          />
        ) : null}
        {state.problem ? (
          <Alert tone="danger" live>
            {state.problem}
          </Alert>
        ) : null}
        {state.done ? <Result done={state.done} provider={provider} /> : null}
        <div className="flex justify-end">
          <Button variant="primary" icon={<Upload />} pending={state.busy} disabled={!file} onClick={send}>
            {t(state.busy ? "busy" : "start")}
          </Button>
        </div>
      </div>
    </Card>
  );
}

function Result({ done, provider }: { done: Done; provider: string }) {
  const t = useTranslations("reconciliation.up");
  const day = done.days.at(-1);
  return (
    <Alert
      tone={done.left > 0 || done.changed > 0 ? "warning" : "success"}
      live
      title={t("done", { added: done.added, days: done.days.length, left: done.left })}
      action={
        day ? (
          <TextLink href={done.days.length === 1 ? `/admin/reconciliation/${provider}/${day}` : "/admin/reconciliation"}>
            {t("see")}
          </TextLink>
        ) : null
      }
    >
      {done.repeated > 0 ? <span className="block">{t("repeated", { count: done.repeated })}</span> : null}
      {done.changed > 0 ? <span className="block">{t("changed", { count: done.changed })}</span> : null}
    </Alert>
  );
}

/** Enough of the file for a look; Chinese banks write GBK as often as UTF-8. */
async function readStart(file: File): Promise<string> {
  const bytes = await file.slice(0, 64 * 1024).arrayBuffer();
  try {
    // The last letter of the slice may be cut in two: that is no reason to call it another encoding.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

async function put(file: File, provider: string, columns: BankColumns | undefined): Promise<Done> {
  const query = new URLSearchParams({ provider, name: file.name, ...(columns ? { columns: JSON.stringify(columns) } : {}) });
  const response = await fetch(`/api/provider-statements?${query}`, {
    method: "PUT",
    headers: { "content-type": "application/octet-stream" },
    body: file,
  }).catch(() => {
    throw { code: "NETWORK" };
  });
  const body = (await response.json().catch(() => null)) as { error?: unknown } | null;
  if (response.status !== 201) throw body?.error ? { body: body.error } : { code: "INTERNAL" };
  return body as unknown as Done;
}

function useProblemText(): (error: unknown) => string {
  const t = useTranslations("reconciliation.up");
  const errorText = useErrorText();
  return (error) => {
    const { code, details } = readError(error);
    const reason = problems.find((known) => known === details.reason);
    if (code === "UNSUPPORTED_FILE" && reason)
      return t(`problem.${reason}`, { line: Number(details.line ?? 0), column: String(details.column ?? "") });
    return code === "FILE_TOO_LARGE" ? t("tooLarge", { size: megabytes }) : errorText(error);
  };
}

type FilePickerProps = { file: File | null; disabled: boolean; onChoose: (file: File | undefined) => void };

function FilePicker({ file, disabled, onChoose }: FilePickerProps) {
  const t = useTranslations("reconciliation.up");
  const input = useRef<HTMLInputElement>(null);
  const hintId = useId();
  return (
    <div className="grid gap-1.5">
      <span className="text-sm font-medium">{t("file")}</span>
      <button
        type="button"
        disabled={disabled}
        aria-describedby={hintId}
        onClick={() => input.current?.click()}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          if (!disabled) onChoose(event.dataTransfer.files[0]);
        }}
        className="grid place-items-center gap-2 rounded-xl border border-dashed border-border-strong bg-surface-secondary px-6 py-8 text-center text-sm hover:border-accent"
      >
        <FileSpreadsheet aria-hidden="true" className="size-6 text-muted" />
        <span className="font-medium break-all">{file ? t("chosen", { name: file.name }) : t("choose")}</span>
        <span id={hintId} className="text-xs text-muted">
          {file ? t("change") : t("accepts", { size: megabytes, lines: uploadLimits.lines })}
        </span>
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t("file")}
        accept=".csv,.txt"
        onChange={(event) => {
          onChoose(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
    </div>
  );
}
