"use client";

import { FileSpreadsheet, Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type DragEvent, useId, useRef, useState } from "react";
import { readError, useErrorText } from "#components/form/server-error.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { cx } from "#components/ui/class-names.ts";
import { Combobox } from "#components/ui/combobox.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { toast } from "#components/ui/toast.tsx";
import { fileProblems, limits } from "#domain/batch/schema.ts";
import { fileSize } from "./file-size.ts";
import { sendFile } from "./send-file.ts";

const megabytes = limits.fileBytes / 1024 / 1024;

/** Product and file, then the bytes with their progress; what is refused is said in words. */
export function UploadForm({ products, productId }: { products: { value: string; label: string }[]; productId?: string }) {
  const t = useTranslations("batch");
  const router = useRouter();
  const [product, setProduct] = useState(productId ?? (products.length === 1 ? products[0]!.value : ""));
  const [file, setFile] = useState<File | null>(null);
  const [problem, setProblem] = useState("");
  const { progress, start, cancel } = useUpload();
  const errorText = useProblemText();
  const fieldId = useId();

  async function upload() {
    if (!product) return setProblem(t("upload.needProduct"));
    if (!file) return;
    setProblem("");
    try {
      const done = await start(file, product);
      if (done) router.push(`/admin/batches/${done.id}`);
      else toast.success(t("upload.cancelled"));
    } catch (error) {
      setProblem(errorText(error));
    }
  }
  function choose(next: File | undefined) {
    if (!next) return;
    setFile(next);
    setProblem(next.size > limits.fileBytes ? t("upload.tooLarge", { size: megabytes }) : "");
  }
  return (
    <Card>
      <div className="grid gap-5">
        <div className="grid gap-1.5">
          <label htmlFor={fieldId} className="text-sm font-medium">
            {t("upload.product")}
          </label>
          <Combobox
            id={fieldId}
            label={t("upload.product")}
            options={products}
            value={product}
            onChange={(value) => setProduct(value ?? "")}
            placeholder={t("upload.chooseProduct")}
          />
        </div>
        <FilePicker file={file} disabled={progress !== null} onChoose={choose} />
        {problem ? (
          <Alert tone="danger" live>
            {problem}
          </Alert>
        ) : null}
        {progress === null ? (
          <div className="flex justify-end">
            <Button
              variant="primary"
              icon={<Upload />}
              disabled={!file || !product || (file?.size ?? 0) > limits.fileBytes}
              onClick={upload}
            >
              {t("upload.start")}
            </Button>
          </div>
        ) : (
          <div className="flex items-center gap-4">
            <Progress
              className="flex-1"
              label={t("upload.uploading")}
              value={progress.sent}
              max={progress.total}
              showText={
                progress.sent < progress.total ? `${fileSize(progress.sent)} / ${fileSize(progress.total)}` : t("upload.checking")
              }
            />
            <Button onClick={cancel}>{t("upload.cancel")}</Button>
          </div>
        )}
      </div>
    </Card>
  );
}

type Sent = { sent: number; total: number };

function useUpload() {
  const [progress, setProgress] = useState<Sent | null>(null);
  const abort = useRef<AbortController>(null);
  async function start(file: File, product: string): Promise<{ id: string } | null> {
    abort.current = new AbortController();
    setProgress({ sent: 0, total: file.size });
    try {
      return await sendFile(file, product, abort.current.signal, (sent) => setProgress({ sent, total: file.size }));
    } finally {
      setProgress(null);
    }
  }
  return { progress, start, cancel: () => abort.current?.abort() };
}

/** A file that is refused says why; everything else as everywhere. */
export function useProblemText(): (error: unknown) => string {
  const t = useTranslations("batch");
  const errorText = useErrorText();
  return (error) => {
    const { code, details } = readError(error);
    const reason = fileProblems.find((known) => known === details.reason);
    if (code === "UNSUPPORTED_FILE" && reason) return t(`problem.${reason}`);
    return code === "FILE_TOO_LARGE" ? t("upload.tooLarge", { size: megabytes }) : errorText(error);
  };
}

type FilePickerProps = { file: File | null; disabled: boolean; onChoose: (file: File | undefined) => void };

function FilePicker({ file, disabled, onChoose }: FilePickerProps) {
  const t = useTranslations("batch.upload");
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const hintId = useId();
  const drag = (on: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(on && !disabled);
  };
  return (
    <div className="grid gap-1.5">
      <span className="text-sm font-medium">{t("file")}</span>
      <button
        type="button"
        disabled={disabled}
        aria-describedby={hintId}
        onClick={() => input.current?.click()}
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={(event) => {
          drag(false)(event);
          if (!disabled) onChoose(event.dataTransfer.files[0]);
        }}
        className={cx(
          "grid place-items-center gap-2 rounded-xl border border-dashed px-6 py-10 text-center text-sm hover:border-accent",
          over ? "border-accent bg-accent-soft" : "border-border-strong bg-surface-secondary",
        )}
      >
        <FileSpreadsheet aria-hidden="true" className="size-6 text-muted" />
        {file ? (
          <>
            <span className="font-medium break-all">{t("chosen", { name: file.name, size: fileSize(file.size) })}</span>
            <span className="text-muted">{t("change")}</span>
          </>
        ) : (
          <span className="font-medium">{t("drop")}</span>
        )}
        <span id={hintId} className="text-xs text-muted">
          {t("accepts", { size: megabytes })}
        </span>
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t("file")}
        accept=".csv,.txt,.xlsx"
        onChange={(event) => {
          onChoose(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
    </div>
  );
}
