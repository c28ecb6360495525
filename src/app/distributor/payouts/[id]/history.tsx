import { getTranslations } from "next-intl/server";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { Timeline } from "#components/ui/timeline.tsx";
import type { ItemDetail } from "#domain/payout/queries-item.ts";
import { eventsOf } from "./events-of.ts";

export async function History({ item }: { item: ItemDetail }) {
  const [t, names] = await Promise.all([getTranslations("ownPayout"), getTranslations("payout.provider")]);
  const events = eventsOf(item, t, names(item.provider));
  return (
    <Card title={t("history")}>
      <Timeline
        items={events.map(({ key, at, title, text, tone }) => ({ key, at: <DateTime at={at} seconds />, title, text, tone }))}
      />
    </Card>
  );
}
