import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { TextLink } from "#components/ui/button.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { Timeline } from "#components/ui/timeline.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { TimelineEntry } from "#domain/voucher/queries-detail.ts";

const tones: Record<string, Tone> = {
  ALLOTTED: "accent",
  CLAIMED: "accent",
  REDEEMED: "success",
  REVERSED: "warning",
  RECALLED: "warning",
  EXPIRED: "neutral",
  VOIDED: "danger",
  REVEALED: "warning",
};

/** Newest first: what happened, to whom, through what, and why. */
export function VoucherTimeline({ entries }: { entries: TimelineEntry[] }) {
  return (
    <Timeline
      items={[...entries].reverse().map((entry) => ({
        key: entry.key,
        at: <DateTime at={entry.at} seconds />,
        title: <Title entry={entry} />,
        text: <Details entry={entry} />,
        tone: tones[entry.kind] ?? "neutral",
      }))}
    />
  );
}

function Title({ entry }: { entry: TimelineEntry }) {
  const t = useTranslations("voucher.event");
  const { kind, allotment, link, batchNo } = entry;
  const distributor = allotment?.distributor ?? "";
  const no = kind.endsWith("LINKED") ? (link?.no ?? 0) : (batchNo ?? allotment?.no ?? 0);
  switch (kind) {
    case "IMPORTED":
    case "GENERATED":
    case "LINKED":
    case "UNLINKED":
      return t(kind, { no });
    case "ALLOTTED":
    case "RECALLED":
      return t(kind, { no, distributor });
    case "CLAIMED":
    case "REDEEMED":
    case "REVERSED":
    case "EXPIRED":
    case "VOIDED":
    case "REVEALED":
    case "REMINDED":
      return t(kind);
    default:
      return t("other", { kind });
  }
}

function Details({ entry }: { entry: TimelineEntry }) {
  const t = useTranslations("voucher");
  const who = entry.who ?? (entry.actorKind === "device" ? t("device") : entry.actorKind === "system" ? t("system") : null);
  const method =
    entry.method === "CODE_REVEALED" || entry.method === "TYPED_AT_STORE" || entry.method === "SCANNED_AT_STORE"
      ? entry.method
      : null;
  const parts: ReactNode[] = [
    who ? t("by", { name: who }) : null,
    method ? t(`method.${method}`) : null,
    entry.merchant ? t("via", { name: entry.merchant }) : null,
    entry.link && entry.kind === "CLAIMED" ? (
      <TextLink key="link" href={`/admin/links/${entry.link.id}`}>
        {t("linkNo", { no: entry.link.no })}
      </TextLink>
    ) : null,
    entry.reason ? t("reason", { reason: entry.reason }) : null,
  ].filter(Boolean);
  return (
    <span className="flex flex-wrap gap-x-3">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed line of facts
        <span key={index}>{part}</span>
      ))}
    </span>
  );
}
