import { CircleDollarSign, ShoppingCart } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { dateRange } from "#app/date-range.ts";
import { MovementTable } from "#app/movement-table.tsx";
import { ExportButton } from "#components/table/export-button.tsx";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import { getOwnBalances } from "#domain/distributor/queries.ts";
import { listMovements, type MovementDocument } from "#domain/distributor/queries-balance.ts";
import { type ListMovementsInput, movementKinds } from "#domain/distributor/schema.ts";
import { requireDistributor } from "#trpc/server.ts";

/** Where each document is shown; a refund on its top-up's page. */
function hrefOf({ type, id, topUpId }: MovementDocument): string | null {
  if (type === "allotment") return `/distributor/allotments/${id}`;
  return type === "withdrawal" ? "/distributor/withdraw" : `/distributor/top-up/${topUpId ?? id}`;
}

export default async function BalancePage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireDistributor("balance:own");
  const params = await searchParams;
  const t = await getTranslations("balance");
  const kind = (one(params.kind) || undefined) as ListMovementsInput["kind"];
  const [balances, page] = await Promise.all([
    getOwnBalances(ctx),
    listMovements(ctx, { kind, after: one(params.after), ...dateRange(params) }),
  ]);
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("lead")}
        actions={
          <>
            <ButtonLink href="/distributor/buy" icon={<ShoppingCart />}>
              {t("buy")}
            </ButtonLink>
            <ButtonLink href="/distributor/top-up" variant="primary" icon={<CircleDollarSign />}>
              {t("topUp")}
            </ButtonLink>
          </>
        }
      />
      <StatGrid className="mb-4">
        <Stat label={t("prepaid")} value={<Money minor={balances.prepaidMinor} />} />
        {balances.outgoingMinor > 0n ? (
          <Stat label={t("outgoing")} value={<Money minor={balances.outgoingMinor} />} hint={t("outgoingHint")} />
        ) : null}
        <Stat label={t("frozen")} value={<Money minor={balances.frozenMinor} />} href="/distributor/commissions?status=FROZEN" />
        <Stat
          label={t("payable")}
          value={<Money minor={balances.payableMinor} />}
          href="/distributor/commissions?status=PAYABLE"
        />
        {balances.receivableMinor > 0n ? (
          <Stat
            label={t("receivable")}
            value={<Money minor={balances.receivableMinor} />}
            hint={t("receivableHint")}
            href="/distributor/debts"
          />
        ) : null}
      </StatGrid>
      <h2 className="mb-3 text-base font-semibold">{t("movements")}</h2>
      <FilterBar
        selects={[
          { key: "kind", label: t("kindLabel"), options: movementKinds.map((value) => ({ value, label: t(`kind.${value}`) })) },
        ]}
        dates
        actions={<ExportButton href="/distributor/balance/export" params={params} />}
      />
      <MovementTable rows={page.items} params={params} hrefOf={hrefOf} />
      <KeysetPagination params={params} count={page.items.length} next={page.next} />
    </>
  );
}
