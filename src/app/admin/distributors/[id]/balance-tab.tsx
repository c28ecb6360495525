import { getTranslations } from "next-intl/server";
import { dateRange } from "#app/date-range.ts";
import { MovementTable } from "#app/movement-table.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { can } from "#domain/access/rules.ts";
import { listMovements } from "#domain/distributor/queries-balance.ts";
import { type ListMovementsInput, movementKinds } from "#domain/distributor/schema.ts";
import { getCtx } from "#trpc/server.ts";

/** Where each document is shown, to whom. */
const rooms = {
  topup: { page: "/admin/topups", need: "topup:read" },
  refund: { page: "/admin/payments", need: "payment:read" },
  withdrawal: { page: "/admin/payouts/withdrawals", need: "payout:read" },
} as const;

export async function BalanceTab({ distributorId, params }: { distributorId: string; params: Params }) {
  const [t, ctx] = await Promise.all([getTranslations("balance"), getCtx()]);
  const kind = one(params.kind) as ListMovementsInput["kind"];
  const page = await listMovements(ctx, { distributorId, kind, after: one(params.after), ...dateRange(params) });
  return (
    <>
      <FilterBar
        selects={[
          { key: "kind", label: t("kindLabel"), options: movementKinds.map((value) => ({ value, label: t(`kind.${value}`) })) },
        ]}
        dates
      />
      <MovementTable
        rows={page.items}
        params={params}
        hrefOf={({ type, id }) => {
          if (type === "allotment") return `/admin/distributors/${distributorId}?tab=allotments`;
          const { page, need } = rooms[type];
          return can(ctx.actor, need) ? `${page}/${id}` : null;
        }}
      />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}
