"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { CheckboxField } from "#components/form/choice-fields.tsx";
import { Form, FormActions, FormError, SubmitButton, useZodForm } from "#components/form/form.tsx";
import { MoneyField } from "#components/form/number-fields.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { Checkbox, Select } from "#components/ui/input.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { toast } from "#components/ui/toast.tsx";
import { type Columns, type Reading, setupInput } from "#domain/batch/schema.ts";
import { useApi, useTRPC } from "#trpc/client.tsx";
import type { AppRouter } from "#trpc/root.ts";
import { useProblemText } from "../import/upload-form.tsx";
import { PreviewTable } from "./preview-table.tsx";

export type Preview = inferRouterOutputs<AppRouter>["batch"]["preview"];

/** How the file is read and what its columns mean: guessed, shown, and corrected by a person before anything is imported. */
export function ImportSetup({ id, isWorkbook }: { id: string; isWorkbook: boolean }) {
  const t = useTranslations("batch.setup");
  const trpc = useTRPC();
  const [reading, setReading] = useState<Reading>({});
  const [chosen, setChosen] = useState<Columns | null>(null);
  const problemText = useProblemText();
  const { data, error, isFetching } = useQuery(
    trpc.batch.preview.queryOptions({ id, ...reading }, { placeholderData: keepPreviousData, retry: false, staleTime: 60_000 }),
  );
  const columns = chosen ?? data?.columns ?? null;
  function change(next: Reading) {
    setReading({ ...reading, ...next });
    setChosen(null); // columns are guessed anew
  }
  return (
    <>
      <Card title={t("title")} description={t("lead")} actions={isFetching ? <Spinner /> : null} flush>
        <div className="grid gap-4">
          {data ? <ReadingControls preview={data} isWorkbook={isWorkbook} onChange={change} /> : null}
          {data && !data.certain && !isWorkbook ? (
            <Alert tone="warning" className="mx-4 sm:mx-5">
              {t("uncertain")}
            </Alert>
          ) : null}
          {error ? (
            <Alert tone="danger" live className="mx-4 mb-4 sm:mx-5">
              {problemText(error)}
            </Alert>
          ) : null}
          {data && columns && !error ? <PreviewTable preview={data} columns={columns} onChange={setChosen} /> : null}
          {!data && !error ? <p className="px-4 pb-5 text-sm text-muted sm:px-5">{t("reading")}</p> : null}
        </div>
      </Card>
      <StartForm id={id} preview={error ? null : (data ?? null)} columns={columns} />
    </>
  );
}

const delimiterNames = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe", "": "none" } as const;
const encodings = ["utf-8", "gb18030", "utf-16le", "utf-16be"] as const;

function ReadingControls({
  preview,
  isWorkbook,
  onChange,
}: {
  preview: Preview;
  isWorkbook: boolean;
  onChange: (next: Reading) => void;
}) {
  const t = useTranslations("batch.setup");
  const delimiters = Object.keys(delimiterNames) as (keyof typeof delimiterNames)[];
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-3 px-4 sm:px-5">
      {isWorkbook ? (
        <LabelledSelect
          label={t("sheet")}
          options={preview.sheets.map((name, index) => ({ value: String(index), label: name }))}
          value={String(preview.sheet)}
          onChange={(value) => onChange({ sheet: Number(value), header: undefined })}
        />
      ) : (
        <>
          <LabelledSelect
            label={t("encoding")}
            options={encodings.map((value) => ({ value, label: t(`encodings.${value}`) }))}
            value={preview.encoding}
            onChange={(value) =>
              onChange({ encoding: encodings.find((known) => known === value), header: undefined, delimiter: undefined })
            }
          />
          <LabelledSelect
            label={t("delimiter")}
            options={delimiters.map((value) => ({
              value: delimiterNames[value],
              label: t(`delimiters.${delimiterNames[value]}`),
            }))}
            value={delimiterNames[preview.delimiter]}
            onChange={(name) =>
              onChange({ delimiter: delimiters.find((value) => delimiterNames[value] === name), header: undefined })
            }
          />
        </>
      )}
      <Checkbox className="pb-2" checked={preview.header} onChange={(event) => onChange({ header: event.target.checked })}>
        {t("header")}
      </Checkbox>
    </div>
  );
}

type LabelledSelectProps = {
  label: string;
  options: { value: string; label: string }[];
  value: string;
  onChange: (value: string) => void;
};

function LabelledSelect({ label, options, value, onChange }: LabelledSelectProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the select is inside
    <label className="grid gap-1 text-xs text-muted">
      {label}
      <Select className="min-w-40" options={options} value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}

function StartForm({ id, preview, columns }: { id: string; preview: Preview | null; columns: Columns | null }) {
  const t = useTranslations("batch.setup");
  const api = useApi();
  const router = useRouter();
  const form = useZodForm(setupInput, { costMinor: "", note: "", mixedLengths: false });
  const ready = preview !== null && columns !== null && preview.rows.length > 0;
  async function start(values: { costMinor: string; note: string; mixedLengths: boolean }) {
    if (!preview || !columns) return;
    const { encoding, delimiter, header, sheet } = preview;
    await api.batch.start.mutate({
      id,
      encoding,
      delimiter,
      header,
      sheet,
      columns,
      ...values,
      costMinor: values.costMinor || null,
    });
    toast.success(t("started"));
    router.refresh();
  }
  return (
    <Card title={t("options")}>
      <Form form={form} onSubmit={start}>
        <div className="grid gap-4 sm:grid-cols-2">
          <MoneyField name="costMinor" label={t("cost")} hint={t("costHint")} />
          <TextField name="note" label={t("note")} hint={t("noteHint")} maxLength={200} />
          <CheckboxField name="mixedLengths" label={t("mixed")} hint={t("mixedHint")} wide className="sm:col-span-2" />
        </div>
        <FormError />
        <FormActions>
          <ConfirmButton
            variant="ghost"
            title={t("discardTitle")}
            description={t("discardText")}
            confirmLabel={t("discard")}
            danger
            success={t("discarded")}
            onConfirm={async () => {
              await api.batch.discard.mutate({ id });
              router.push("/admin/batches");
            }}
          >
            {t("discard")}
          </ConfirmButton>
          <SubmitButton disabled={!ready}>{t("start")}</SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}
