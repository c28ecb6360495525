import { ArrowDown, ArrowUp, ChevronsUpDown, Inbox, SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cx } from "#components/ui/class-names.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkPending } from "#components/ui/link-pending.tsx";
import { hrefWith, isFiltered, type Params } from "./href.ts";
import { RowCheckbox, SelectAllCheckbox } from "./selection.tsx";

/*
 * <DataTable label="卡券商品" rows={page.items} rowKey={(row) => row.id} rowHref={(row) => `/admin/products/${row.id}`}
 *   columns={[{ key: "name", header: t("name"), cell: (row) => row.name, primary: true }, { key: "price", header: …, align: "end", cell: … }]}
 *   params={params} filterKeys={["q", "status"]} empty={<EmptyState …/>} />
 * Server component. On a phone each row becomes a card: the primary column is its title, `phone: "hide"` leaves a column out.
 * sortKey makes the header a link (?sort=key&dir=asc|desc, read from params). `selectable` needs <Selection> around it.
 */
export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  align?: "start" | "end" | "center";
  sortKey?: string;
  primary?: boolean;
  phone?: "hide";
  className?: string;
};

type DataTableProps<Row> = {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  rowHref?: (row: Row) => string | null;
  params?: Params;
  filterKeys?: string[];
  empty?: ReactNode;
  selectable?: boolean;
  footer?: ReactNode;
  bare?: boolean;
};

const alignClass = { start: "text-left", end: "text-right", center: "text-center" };

/** Said aloud because on phones the parts are laid out as blocks, and Safari then forgets that they are a table. */
const role = { table: { role: "table" }, row: { role: "row" }, cell: { role: "cell" } };

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, rowHref, params = {}, filterKeys = [], empty, selectable, footer, bare } = props;
  if (rows.length === 0) return <Nothing filtered={isFiltered(params, filterKeys)} empty={empty} bare={bare} />;
  const ids = rows.map(rowKey);
  return (
    <div className={bare ? "min-w-0" : "data-card min-w-0"}>
      {/* A scrolling region must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <section className="data-scroll" aria-label={label} tabIndex={0}>
        <table {...role.table} className="data-table">
          <thead>
            <tr>
              {selectable ? (
                <th scope="col" className="w-10">
                  <SelectAllCheckbox ids={ids} />
                </th>
              ) : null}
              {columns.map((column) => (
                <HeaderCell key={column.key} column={column} params={params} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => {
              const id = ids[index] as string;
              const href = rowHref?.(row) ?? null;
              return (
                <tr key={id} {...role.row} data-link={href ? true : undefined}>
                  {selectable ? (
                    <td {...role.cell} data-select>
                      <RowCheckbox id={id} />
                    </td>
                  ) : null}
                  {columns.map((column, place) => (
                    <td
                      key={column.key}
                      {...role.cell}
                      data-label={column.header}
                      data-primary={column.primary || undefined}
                      data-phone={column.phone}
                      className={cx(alignClass[column.align ?? "start"], column.align === "end" && "tnum", column.className)}
                    >
                      {href && isLinkCell(columns, column, place) ? (
                        <Link href={href} className="row-link">
                          {column.cell(row)}
                          <LinkPending />
                        </Link>
                      ) : (
                        column.cell(row)
                      )}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
          {footer ? <tfoot>{footer}</tfoot> : null}
        </table>
      </section>
    </div>
  );
}

function isLinkCell<Row>(columns: Column<Row>[], column: Column<Row>, place: number): boolean {
  return columns.some((candidate) => candidate.primary) ? column.primary === true : place === 0;
}

function HeaderCell<Row>({ column, params }: { column: Column<Row>; params: Params }) {
  const t = useTranslations("table");
  const align = alignClass[column.align ?? "start"];
  if (!column.sortKey) {
    return (
      <th scope="col" className={align}>
        {column.header || <span className="sr-only">{t("actions")}</span>}
      </th>
    );
  }
  const active = params.sort === column.sortKey;
  const dir = active && params.dir === "asc" ? "asc" : "desc";
  const next = active && dir === "desc" ? "asc" : "desc";
  const Icon = active ? (dir === "asc" ? ArrowUp : ArrowDown) : ChevronsUpDown;
  return (
    <th scope="col" aria-sort={active ? (dir === "asc" ? "ascending" : "descending") : "none"} className={align}>
      <Link
        href={hrefWith(params, { sort: column.sortKey, dir: next, after: null, page: null })}
        scroll={false}
        aria-label={t("sortBy", { column: column.header })}
        className="inline-flex items-center gap-1 hover:text-foreground"
      >
        {column.header}
        <Icon aria-hidden="true" className={cx("size-3.5", !active && "opacity-50")} />
      </Link>
    </th>
  );
}

function Nothing({ filtered, empty, bare }: { filtered: boolean; empty?: ReactNode; bare?: boolean }) {
  const t = useTranslations("table");
  const state = filtered ? (
    <EmptyState icon={<SearchX />} title={t("noMatch")} text={t("noMatchHint")} />
  ) : (
    (empty ?? <EmptyState icon={<Inbox />} title={t("empty")} />)
  );
  return bare ? state : <div className="tile">{state}</div>;
}
