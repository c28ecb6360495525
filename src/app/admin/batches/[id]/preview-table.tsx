"use client";

import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { cx } from "#components/ui/class-names.ts";
import { Select } from "#components/ui/input.tsx";
import type { Columns } from "#domain/batch/schema.ts";
import type { Preview } from "./import-setup.tsx";

const roles = ["ignore", "code", "serial", "expiry", "cost"] as const;
type Role = (typeof roles)[number];

const roleOf = (columns: Columns, index: number): Role =>
  roles.find((role) => role !== "ignore" && columns[role] === index) ?? "ignore";

/** A role belongs to one column; the code is always somewhere. */
function assign(columns: Columns, index: number, role: Role): Columns {
  const next: Columns = { ...columns };
  for (const other of ["serial", "expiry", "cost"] as const) if (next[other] === index) next[other] = null;
  if (role !== "ignore") next[role] = index;
  return next;
}

type Props = { preview: Preview; columns: Columns; onChange: (columns: Columns) => void };

export function PreviewTable({ preview, columns, onChange }: Props) {
  const t = useTranslations("batch.setup");
  const { rows, headings, width } = preview;
  const indexes = Array.from({ length: width }, (_, index) => index);
  if (rows.length === 0)
    return (
      <Alert tone="warning" className="mx-4 mb-4 sm:mx-5">
        {t("emptyFile")}
      </Alert>
    );
  return (
    <>
      {/* A scrolling region must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <section className="overflow-x-auto border-t border-separator" aria-label={t("title")} tabIndex={0}>
        <table className="w-full text-sm">
          <thead className="bg-surface-secondary text-left">
            <tr>
              <th scope="col" className="px-4 py-2 text-xs font-medium text-muted sm:px-5">
                {t("line")}
              </th>
              {indexes.map((index) => (
                <th key={index} scope="col" className="min-w-36 px-3 py-2 align-top font-normal">
                  <span className="mb-1 block max-w-48 truncate text-xs text-muted">
                    {headings?.[index] || t("column", { no: index + 1 })}
                  </span>
                  <Select
                    aria-label={t("role", { no: index + 1 })}
                    className={cx("w-full", roleOf(columns, index) !== "ignore" && "border-accent")}
                    options={roles.map((role) => ({
                      value: role,
                      label: t(`roles.${role}`),
                      disabled: role === "ignore" && columns.code === index,
                    }))}
                    value={roleOf(columns, index)}
                    onChange={(event) => onChange(assign(columns, index, event.target.value as Role))}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-separator">
            {rows.map((row) => (
              <tr key={row.line}>
                <td className="tnum px-4 py-2 text-xs text-muted sm:px-5">{row.line}</td>
                {row.problem ? (
                  <td colSpan={width} className="px-3 py-2 text-danger-soft-foreground">
                    {t("malformed")}
                  </td>
                ) : (
                  indexes.map((index) => (
                    <td
                      key={index}
                      className={cx(
                        "max-w-56 truncate px-3 py-2 font-mono text-xs",
                        roleOf(columns, index) === "ignore" && "text-muted",
                      )}
                    >
                      {row.cells[index]}
                    </td>
                  ))
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
