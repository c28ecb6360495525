import { useTranslations } from "next-intl";
import { DateTime } from "#components/ui/date-time.tsx";
import { Timeline } from "#components/ui/timeline.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { Happening } from "#domain/payment/queries.ts";
import { onlineProviders } from "#domain/provider/rules.ts";

const answers = ["PAID", "PENDING", "CLOSED", "FAILED", "NOT_FOUND", "UNKNOWN", "DONE"] as const;
const tones: Record<string, Tone> = {
  PAID: "success",
  DONE: "success",
  FAILED: "danger",
  UNKNOWN: "warning",
  NOT_FOUND: "warning",
};

/** Who did what, what the provider told us, what he answered. */
export function Happenings({ items }: { items: Happening[] }) {
  const t = useTranslations("payment");
  const audit = useTranslations("audit");
  if (items.length === 0) return <p className="text-sm text-muted">{t("timelineEmpty")}</p>;
  const titleOf = (item: Happening): string => {
    if (item.source === "notice") return `${t("source.notice")} · ${item.what}`;
    if (item.source === "answer")
      return `${t("source.answer")} · ${t(`answer.${answers.find((one) => one === item.what) ?? "other"}`)}`;
    const key = `action.${item.what}`;
    return audit.has(key as "title") ? audit(key as "title") : item.what;
  };
  /** What is done in a provider's name is told by its name. */
  const whoOf = ({ who }: Happening) => {
    const provider = onlineProviders.find((one) => who === `provider:${one.toLowerCase()}`);
    return provider ? t(`provider.${provider}`) : who;
  };
  const effectOf = ({ source, effect }: Happening) => {
    if (source === "audit") return null;
    return t(`effect.${effect === null ? "unhandled" : effect === "none" || effect === "mismatch" ? effect : "moved"}`);
  };
  return (
    <Timeline
      items={items.map((item) => ({
        key: item.id,
        at: <DateTime at={item.at} seconds />,
        title: titleOf(item),
        text:
          [whoOf(item), item.source === "answer" ? effectOf(item) : null, item.details].filter(Boolean).join(" · ") || undefined,
        tone: item.effect === "mismatch" ? "danger" : item.source === "answer" ? (tones[item.what] ?? "neutral") : "accent",
      }))}
    />
  );
}
