import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { type DescriptionItem, DescriptionList } from "#components/ui/description-list.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import type { LinkRow } from "#domain/link/queries.ts";
import { LiveNumber } from "./live-figures.tsx";
import { WindowText } from "./window-text.tsx";

const names = ["quota", "claimed", "left", "redeemed"] as const;

/** The four numbers of a link, kept fresh. */
export function LinkStats({ link }: { link: LinkRow }) {
  const t = useTranslations("link.figures");
  const hrefs: Partial<Record<(typeof names)[number], string>> = { claimed: "#claims", redeemed: "#claims" };
  return (
    <StatGrid className="mb-4">
      {names.map((name) => (
        <Stat
          key={name}
          label={t(name)}
          href={hrefs[name]}
          hint={name === "quota" && link.figures.gone > 0 ? `${t("gone")} ${link.figures.gone}` : undefined}
          value={<LiveNumber id={link.id} name={name} value={link.figures[name]} />}
        />
      ))}
    </StatGrid>
  );
}

export function LinkFacts({ link, first = [] }: { link: LinkRow; first?: DescriptionItem[] }) {
  const t = useTranslations("link");
  const common = useTranslations("common.state");
  return (
    <Card>
      <DescriptionList
        columns={2}
        items={[
          ...first,
          { label: t("window"), value: <WindowText opensAt={link.opensAt} closesAt={link.closesAt} /> },
          { label: t("limit"), value: <span className="tnum">{link.perPersonLimit}</span> },
          { label: t("phoneCheck"), value: link.phoneCheck ? common("on") : common("off") },
          { label: t("createdAt"), value: <DateTime at={link.createdAt} /> },
          { label: t("note"), value: link.note || null, wide: true },
        ]}
      />
    </Card>
  );
}
