import { useLocale, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import { Timeline, type TimelineItem } from "#components/ui/timeline.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { AttemptRow, EvidenceRow } from "#domain/payout/queries-item.ts";
import type { AttemptState } from "#domain/payout/rules.ts";

const tones: Record<AttemptState, Tone> = {
  ...{ INTENT: "neutral", PENDING: "accent", WAITING: "warning", UNKNOWN: "warning", PARKED: "danger" },
  ...{ PAID: "success", FAILED: "danger", RETURNED: "danger", CANCELLED: "neutral" },
};

/** Every number under which it was tried, the newest first, and all that was said about each. */
export function History({ attempts }: { attempts: AttemptRow[] }) {
  const t = useTranslations("payout");
  if (attempts.length === 0)
    return (
      <Card title={t("attempts")}>
        <p className="text-sm text-muted">{t("noAttempts")}</p>
      </Card>
    );
  return attempts.map((attempt) => <Attempt key={attempt.id} attempt={attempt} />);
}

function Attempt({ attempt }: { attempt: AttemptRow }) {
  const t = useTranslations("payout");
  return (
    <Card
      title={t("attempt", { turn: attempt.turn })}
      actions={<Badge tone={tones[attempt.state]}>{t(`step.${attempt.state}`)}</Badge>}
    >
      <div className="mb-5">
        <DescriptionList
          columns={3}
          items={[
            { label: t("outNo"), value: <span className="font-mono text-xs break-all">{attempt.outNo}</span>, wide: true },
            ...(attempt.providerRef
              ? [{ label: t("ref"), value: <span className="font-mono text-xs break-all">{attempt.providerRef}</span> }]
              : []),
            ...(attempt.state === "WAITING" ? [{ label: t("confirmBy"), value: <DateTime at={attempt.confirmBy} /> }] : []),
            ...(attempt.nextQueryAt && !attempt.resolvedAt
              ? [{ label: t("nextQuery"), value: <DateTime at={attempt.nextQueryAt} seconds /> }]
              : []),
          ]}
        />
      </div>
      <Timeline items={useSteps(attempt)} />
    </Card>
  );
}

function useSteps(attempt: AttemptRow): TimelineItem[] {
  const t = useTranslations("payout.step");
  const textOf = useEvidenceText();
  const steps = attempt.evidence.map((one) => ({
    key: one.id,
    at: <DateTime at={one.at} seconds />,
    title: stepTitle(one, t),
    text: textOf(one),
    tone: tones[one.toState],
  }));
  const first = { key: "intent", at: <DateTime at={attempt.createdAt} seconds />, title: t("intent") };
  // A sender that died leaves no evidence of it: only that nobody knows.
  const lost = attempt.state === "UNKNOWN" && attempt.evidence.at(-1)?.toState !== "UNKNOWN";
  const last = lost ? [{ key: "lost", at: null, title: t("lost"), tone: "warning" as const }] : [];
  return [first, ...steps, ...last].toReversed();
}

function stepTitle({ fromState, toState, details }: EvidenceRow, t: (key: string) => string): string {
  if (fromState !== toState) return t(toState);
  return details.balanceShort ? t("short") : t("again");
}

/** Who said it and in what words; the provider's own are shown as they came. */
function useEvidenceText(): (evidence: EvidenceRow) => string {
  const t = useTranslations("payout.step");
  const locale = useLocale();
  return ({ kind, details, firstPerson, secondPerson }) => {
    const parts = [t(kind)];
    if (firstPerson && secondPerson) parts.push(t("people", { first: firstPerson, second: secondPerson }));
    if (typeof details.amountMinor === "string") parts.push(formatMoney(details.amountMinor, { locale }));
    if (typeof details.reason === "string" && details.reason) parts.push(details.reason);
    if (typeof details.file === "string") parts.push(`${details.file}${details.line ? ` #${details.line}` : ""}`);
    return parts.join(" · ");
  };
}
