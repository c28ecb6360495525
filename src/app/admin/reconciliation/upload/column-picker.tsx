"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { cx } from "#components/ui/class-names.ts";
import { type Option, Select } from "#components/ui/input.tsx";
import type { BankColumns } from "#domain/reconciliation/schema.ts";

const keys = ["at", "moneyIn", "moneyOut", "amount", "payee", "memo", "id"] as const;
type Props = { rows: string[][]; columns: BankColumns; onChange: (columns: BankColumns) => void };

/** Which column is which, beside the file's first lines. */
export function ColumnPicker({ rows, columns, onChange }: Props) {
  const t = useTranslations("reconciliation.up");
  const heading = rows[columns.heading - 1] ?? [];
  const options = heading.map((cell, place) => ({ value: String(place), label: `${place + 1}. ${cell || "—"}` }));
  const lines = rows.map((row, index) => ({ value: String(index + 1), label: `${index + 1}. ${row.slice(0, 4).join(" | ")}` }));
  const pick = (key: (typeof keys)[number], text: string) =>
    onChange({ ...columns, [key]: text === "" ? (key === "at" ? 0 : null) : Number(text) });
  return (
    <fieldset className="grid gap-3">
      <legend className="text-sm font-medium">{t("columns")}</legend>
      <p className="text-xs text-muted">{t("columnsText")}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        <Choice
          label={t("heading")}
          wide
          options={lines}
          value={String(columns.heading)}
          onPick={(text) => onChange({ ...columns, heading: Number(text) })}
        />
        {keys.map((key) => (
          <Choice
            key={key}
            label={t(`column.${key}`)}
            options={options}
            none={key === "at" ? undefined : t("none")}
            value={columns[key] === null ? "" : String(columns[key])}
            onPick={(text) => pick(key, text)}
          />
        ))}
      </div>
      <Preview rows={rows.slice(0, 8)} heading={columns.heading} />
    </fieldset>
  );
}

type ChoiceProps = {
  label: string;
  options: Option[];
  value: string;
  none?: string;
  wide?: boolean;
  onPick: (value: string) => void;
};

function Choice({ label, options, value, none, wide, onPick }: ChoiceProps) {
  const id = useId();
  return (
    <div className={cx("grid gap-1 text-xs", wide && "sm:col-span-2")}>
      <label htmlFor={id}>{label}</label>
      <Select id={id} options={options} placeholder={none} value={value} onChange={(event) => onPick(event.target.value)} />
    </div>
  );
}

function Preview({ rows, heading }: { rows: string[][]; heading: number }) {
  const t = useTranslations("reconciliation.up");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="overflow-x-auto rounded-lg border border-border" aria-label={t("preview")} tabIndex={0}>
      <table className="text-2xs">
        <caption className="sr-only">{t("preview")}</caption>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a file have no other name
            <tr key={index} className={index + 1 === heading ? "bg-accent-soft font-medium" : undefined}>
              {row.slice(0, 12).map((cell, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: nor have its cells
                <td key={place} className="border-b border-separator px-2 py-1 whitespace-nowrap">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
