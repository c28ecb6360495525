import type { ReactNode } from "react";
import { cx } from "#components/ui/class-names.ts";

/*
 * <FactTable label="…" head={["项目", "单机版", "集群版"]} rows={[["机器", "一台", "两台以上"]]} strong={1} />
 * A table of words: the first cell of a row names it. On phones a row becomes a block with each cell under its heading.
 */
type FactTableProps = { label: string; head: string[]; rows: ReactNode[][]; strong?: number };

export function FactTable({ label, head, rows, strong }: FactTableProps) {
  return (
    <table className="tile block w-full overflow-hidden text-sm md:table md:table-fixed" aria-label={label}>
      <thead className="hidden bg-surface-secondary md:table-header-group">
        <tr>
          {head.map((cell, column) => (
            <th
              key={cell}
              scope="col"
              className={cx(
                "px-5 py-3 text-left font-medium text-muted",
                head.length === 2 && column === 0 && "w-[30%]",
                column === strong && "text-foreground",
              )}
            >
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block divide-y divide-separator md:table-row-group">
        {rows.map((row, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a written table does not change
          <tr key={line} className="block px-4 py-4 md:table-row md:px-0 md:py-0">
            {row.map((cell, column) => (
              <Cell
                key={head[column]}
                head={head.length > 2 ? head[column] : undefined}
                first={column === 0}
                strong={column === strong}
              >
                {cell}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ head, first, strong, children }: { head?: string; first: boolean; strong: boolean; children: ReactNode }) {
  if (first) {
    return (
      <th
        scope="row"
        className="block text-left leading-6 font-semibold md:table-cell md:px-5 md:py-3.5 md:align-top md:font-medium"
      >
        {children}
      </th>
    );
  }
  return (
    <td
      className={cx(
        "mt-2 flex gap-3 leading-6 md:table-cell md:px-5 md:py-3.5 md:align-top",
        strong ? "font-medium" : "text-muted",
      )}
    >
      {head ? (
        <span aria-hidden="true" className="w-24 shrink-0 text-xs leading-6 font-normal text-muted md:hidden">
          {head}
        </span>
      ) : null}
      <span className="min-w-0">{children}</span>
    </td>
  );
}
