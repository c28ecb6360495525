"use client";

import { ImagePlus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { cx } from "#components/ui/class-names.ts";
import { Spinner } from "#components/ui/spinner.tsx";
import { Field, type FieldProps } from "./field.tsx";
import { useErrorText } from "./server-error.ts";

/*
 * <ImageField name="imageFileId" label="封面" shape="square" />   data: the id answered by POST /api/files, null when removed
 * The limit is told before it is met.
 */
type ImageFieldProps = FieldProps & { shape?: "wide" | "square"; maxMb?: number; purpose?: string };

export function ImageField({ shape = "wide", maxMb = 5, purpose, hint, ...frame }: ImageFieldProps) {
  const t = useTranslations("common");
  return (
    <Field {...frame} hint={hint ?? t("upload.hint", { size: maxMb })}>
      {({ field, control }) => (
        <ImagePicker
          id={control.id}
          describedBy={control["aria-describedby"]}
          value={field.value}
          onChange={field.onChange}
          shape={shape}
          maxMb={maxMb}
          purpose={purpose}
        />
      )}
    </Field>
  );
}

type PickerProps = {
  id: string;
  describedBy?: string;
  value: string | null | undefined;
  onChange: (id: string | null) => void;
  shape: "wide" | "square";
  maxMb: number;
  purpose?: string;
};

function ImagePicker({ id, describedBy, value, onChange, shape, maxMb, purpose }: PickerProps) {
  const t = useTranslations("common");
  const errorText = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState("");

  async function take(file: File | undefined) {
    if (!file) return;
    if (file.size > maxMb * 1_000_000) return setProblem(t("upload.tooLarge", { size: maxMb }));
    setPending(true);
    setProblem("");
    try {
      onChange(await uploadFile(file, purpose));
    } catch (error) {
      setProblem(errorText(error));
    } finally {
      setPending(false);
    }
  }

  return (
    <div className="grid gap-2">
      <div className="relative w-fit">
        <button
          type="button"
          aria-label={value ? t("action.replace") : undefined}
          onClick={() => input.current?.click()}
          className={cx(
            "grid place-items-center overflow-hidden rounded-xl border border-dashed border-border-strong bg-surface-secondary text-sm text-muted hover:border-accent",
            shape === "square" ? "size-32" : "aspect-[16/9] w-64 max-w-full",
          )}
        >
          {value ? (
            <img src={`/api/files/${value}`} alt="" className="size-full object-cover" />
          ) : (
            <span className="grid place-items-center gap-2">
              {pending ? <Spinner className="size-5" /> : <ImagePlus aria-hidden="true" className="size-5" />}
              {pending ? t("upload.uploading") : t("upload.choose")}
            </span>
          )}
        </button>
        {value ? (
          <Button
            size="sm"
            iconOnly
            aria-label={t("upload.remove")}
            icon={<X />}
            className="absolute top-1.5 right-1.5"
            onClick={() => onChange(null)}
          />
        ) : null}
      </div>
      <input
        ref={input}
        id={id}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        aria-describedby={describedBy}
        className="sr-only"
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      {problem ? (
        <p role="alert" className="text-xs text-danger-soft-foreground">
          {problem}
        </p>
      ) : null}
    </div>
  );
}

/** Sends a file to POST /api/files and answers its id; throws what readError understands. */
export async function uploadFile(file: File, purpose?: string): Promise<string> {
  const body = new FormData();
  body.set("file", file);
  if (purpose) body.set("purpose", purpose);
  const response = await fetch("/api/files", { method: "POST", body });
  const answer: unknown = await response.json().catch(() => null);
  const id = (answer as { id?: unknown } | null)?.id;
  if (!response.ok || typeof id !== "string") throw Object.assign(new Error("upload failed"), { body: answer });
  return id;
}
