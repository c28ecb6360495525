import { CalendarX } from "lucide-react";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import { one, type Params } from "#components/table/href.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { type StoreDay, storeDay } from "#domain/redemption/queries-store.ts";
import { dayKey, plusDays } from "#lib/time.ts";
import { requireMerchant } from "#trpc/server.ts";
import { StoreTable } from "../store-table.tsx";
import { DayPicker } from "./day-picker.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("store"))("history.title") };
}

/** ?day=2026-11-22, a Shanghai day; today without it. */
export default async function StoreHistoryPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireMerchant("redemption:own");
  const [t, day] = await Promise.all([getTranslations("store.history"), storeDay(ctx, { day: one((await searchParams).day) })]);
  const today = dayKey(ctx.now);
  const shown = dayKey(day.from);
  return (
    <ClientMessages of={["store"]}>
      <PageHeader
        title={t("title")}
        description={t("lead")}
        actions={
          <DayPicker
            day={shown}
            today={today}
            previous={dayKey(plusDays(day.from, -1))}
            next={shown < today ? dayKey(plusDays(day.from, 1)) : null}
          />
        }
      />
      <DayView day={day} />
    </ClientMessages>
  );
}

function DayView({ day }: { day: StoreDay }) {
  const t = useTranslations("store");
  return (
    <div className="grid gap-4">
      <div className="grid grid-cols-3 gap-3 sm:gap-4">
        <Stat label={t("today.count")} value={<Num value={day.count} />} />
        <Stat label={t("today.face")} value={<Money minor={day.faceMinor} compact />} />
        <Stat label={t("today.reversed")} value={<Num value={day.reversed} />} />
      </div>
      {day.byProduct.length > 0 ? (
        <Card title={t("history.byProduct")} flush>
          <DataTable
            bare
            label={t("history.byProduct")}
            rows={day.byProduct}
            rowKey={(row) => row.productId}
            columns={[
              { key: "name", header: t("history.product"), primary: true, cell: (row) => row.name },
              { key: "count", header: t("history.count"), align: "end", cell: (row) => <Num value={row.count} /> },
              { key: "face", header: t("history.face"), align: "end", cell: (row) => <Money minor={row.faceMinor} compact /> },
            ]}
          />
        </Card>
      ) : null}
      <Card title={t("history.list")} flush footer={day.more ? t("history.more", { count: day.items.length }) : undefined}>
        <StoreTable
          items={day.items}
          reversalMinutes={day.reversalMinutes}
          empty={<EmptyState icon={<CalendarX />} title={t("history.empty")} text={t("history.emptyText")} />}
        />
      </Card>
    </div>
  );
}
