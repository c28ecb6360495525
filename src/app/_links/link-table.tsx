import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type Column, DataTable } from "#components/table/data-table.tsx";
import type { Params } from "#components/table/href.ts";
import { DateTime } from "#components/ui/date-time.tsx";
import type { LinkRow } from "#domain/link/queries.ts";
import { LiveFigures, LiveNumber, LiveProgress, LiveState } from "./live-figures.tsx";
import { WindowText } from "./window-text.tsx";

type LinkTableProps = { rows: LinkRow[]; base: string; params: Params; at: string; empty: ReactNode; distributors?: boolean };

/** Claim links with their live figures; `distributors` adds whose they are. */
export function LinkTable({ rows, base, params, at, empty, distributors }: LinkTableProps) {
  const t = useTranslations("link");
  const columns: Column<LinkRow>[] = [
    {
      key: "product",
      header: t("product"),
      primary: true,
      cell: (row) => (
        <>
          <span className="font-medium">{row.product.name}</span> <span className="tnum font-normal text-muted">#{row.no}</span>
          {row.note ? <span className="block max-w-64 truncate text-xs font-normal text-muted">{row.note}</span> : null}
        </>
      ),
    },
    ...(distributors ? [{ key: "distributor", header: t("distributor"), cell: (row: LinkRow) => row.distributor.name }] : []),
    {
      key: "state",
      header: t("state.label"),
      cell: (row) => <LiveState id={row.id} state={row.state} left={row.figures.left} />,
    },
    { key: "progress", header: t("figures.claimed"), cell: (row) => <LiveProgress id={row.id} figures={row.figures} /> },
    {
      key: "left",
      header: t("figures.left"),
      align: "end",
      cell: (row) => <LiveNumber id={row.id} name="left" value={row.figures.left} />,
    },
    {
      key: "redeemed",
      header: t("figures.redeemed"),
      align: "end",
      cell: (row) => <LiveNumber id={row.id} name="redeemed" value={row.figures.redeemed} />,
    },
    {
      key: "window",
      header: t("window"),
      phone: "hide",
      cell: (row) => <WindowText opensAt={row.opensAt} closesAt={row.closesAt} />,
    },
    { key: "created", header: t("createdAt"), phone: "hide", cell: (row) => <DateTime at={row.createdAt} /> },
  ];
  return (
    <LiveFigures ids={rows.map((row) => row.id)} at={at}>
      <DataTable
        label={t("title")}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `${base}/${row.id}`}
        params={params}
        filterKeys={["q", "state", "productId", "product", "allotmentId", "distributorId"]}
        empty={empty}
        columns={columns}
      />
    </LiveFigures>
  );
}
