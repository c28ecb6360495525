"use client";

import { FileCheck2, Paperclip, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field, type FieldProps } from "./field.tsx";
import { uploadFile } from "./image-field.tsx";
import { useErrorText } from "./server-error.ts";

/*
 * <FileField name="fileId" label="附件" purpose="document" optional />   data: the id answered by POST /api/files, null when removed
 * A picture or a PDF that nobody needs to see here: its name is enough. The limit is told before it is met.
 */
type FileFieldProps = FieldProps & { purpose: string; maxMb?: number };

export function FileField({ purpose, maxMb = 5, hint, ...frame }: FileFieldProps) {
  const t = useTranslations("common");
  return (
    <Field {...frame} hint={hint ?? t("upload.documentHint", { size: maxMb })}>
      {({ field, control }) => (
        <FilePicker
          id={control.id}
          describedBy={control["aria-describedby"]}
          chosen={Boolean(field.value)}
          onChange={field.onChange}
          purpose={purpose}
          maxMb={maxMb}
        />
      )}
    </Field>
  );
}

type PickerProps = {
  id: string;
  describedBy?: string;
  chosen: boolean;
  onChange: (id: string | null) => void;
  purpose: string;
  maxMb: number;
};

function FilePicker({ id, describedBy, chosen, onChange, purpose, maxMb }: PickerProps) {
  const t = useTranslations("common");
  const errorText = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState("");
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState("");

  async function take(file: File | undefined) {
    if (!file) return;
    if (file.size > maxMb * 1_000_000) return setProblem(t("upload.tooLarge", { size: maxMb }));
    setPending(true);
    setProblem("");
    try {
      onChange(await uploadFile(file, purpose));
      setName(file.name);
    } catch (error) {
      setProblem(errorText(error));
    } finally {
      setPending(false);
    }
  }

  return (
    <div className="grid gap-2">
      <div className="flex min-w-0 items-center gap-2">
        <Button icon={chosen ? <FileCheck2 /> : <Paperclip />} pending={pending} onClick={() => input.current?.click()}>
          {t(chosen ? "action.replace" : "upload.chooseFile")}
        </Button>
        {chosen ? (
          <>
            <span className="min-w-0 truncate text-sm">{name}</span>
            <Button
              variant="ghost"
              size="sm"
              iconOnly
              aria-label={t("upload.removeFile")}
              icon={<X />}
              onClick={() => onChange(null)}
            />
          </>
        ) : null}
      </div>
      <input
        ref={input}
        id={id}
        type="file"
        accept="application/pdf,image/png,image/jpeg,image/webp"
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
