import { ScanLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import { Stat } from "#components/ui/stat.tsx";
import type { StoreDay } from "#domain/redemption/queries-store.ts";
import { StoreTable } from "./store-table.tsx";

/** What this counter did today, beside the desk. */
export function Today({ today }: { today: StoreDay }) {
  const t = useTranslations("store.today");
  return (
    <section aria-label={t("title")} className="grid gap-4">
      <div className="grid grid-cols-3 gap-3 sm:gap-4">
        <Stat label={t("count")} value={<Num value={today.count} />} href="/store/history" />
        <Stat label={t("face")} value={<Money minor={today.faceMinor} compact />} href="/store/history" />
        <Stat label={t("reversed")} value={<Num value={today.reversed} />} href="/store/history" />
      </div>
      <Card
        title={t("title")}
        actions={
          <ButtonLink size="sm" variant="ghost" href="/store/history">
            {t("all")}
          </ButtonLink>
        }
        flush
      >
        <StoreTable
          items={today.items}
          reversalMinutes={today.reversalMinutes}
          narrow
          empty={<EmptyState icon={<ScanLine />} title={t("empty")} text={t("emptyText")} />}
        />
      </Card>
    </section>
  );
}
