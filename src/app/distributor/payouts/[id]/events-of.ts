import type { getTranslations } from "next-intl/server";
import { formatDateTime } from "#components/ui/date-time.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { AttemptRow, ItemDetail } from "#domain/payout/queries-item.ts";
import type { AttemptState } from "#domain/payout/rules.ts";

export type PayoutEvent = { key: string; at: Date; title: string; text?: string; tone?: Tone };
type Words = Awaited<ReturnType<typeof getTranslations<"ownPayout">>>;

const tones: Partial<Record<AttemptState, Tone>> = {
  WAITING: "warning",
  UNKNOWN: "warning",
  PARKED: "warning",
  PAID: "success",
  FAILED: "danger",
  RETURNED: "danger",
};

/** What happened to a payout, in its payee's words, the newest first. */
export function eventsOf(item: ItemDetail, t: Words, provider: string): PayoutEvent[] {
  const arranged = { key: "arranged", at: item.createdAt, title: t("event.arranged") };
  const tries = item.attempts.toReversed().flatMap((attempt) => eventsOfTry(attempt, t, provider));
  return [arranged, ...tries, ...ownStep(item, t)].toReversed();
}

function eventsOfTry(attempt: AttemptRow, t: Words, provider: string): PayoutEvent[] {
  const sent: PayoutEvent[] = attempt.sentAt
    ? [{ key: `${attempt.id}-sent`, at: attempt.sentAt, title: t("event.sent", { provider }), tone: "accent" }]
    : [];
  const moves = attempt.evidence.filter(({ fromState, toState }) => fromState !== toState && toState !== "INTENT");
  const steps = moves.map(({ id, toState, at }) => ({
    key: id,
    at,
    title: t(`event.${toState}`, { provider }),
    text: textOf(attempt, toState, t, provider),
    tone: tones[toState],
  }));
  return [...sent, ...steps];
}

function textOf(attempt: AttemptRow, state: AttemptState, t: Words, provider: string): string | undefined {
  if (state === "WAITING")
    return attempt.confirmBy ? t("event.WAITINGText", { until: formatDateTime(attempt.confirmBy) }) : undefined;
  if (state === "PAID") return attempt.providerRef ? t("event.PAIDText", { provider, ref: attempt.providerRef }) : undefined;
  if (state === "PENDING" || state === "INTENT" || state === "PARKED") return undefined;
  return t(`event.${state}Text`);
}

/** Steps that are ours and no provider's. */
function ownStep({ id, status, updatedAt }: ItemDetail, t: Words): PayoutEvent[] {
  if (status === "HELD") return [{ key: id, at: updatedAt, title: t("event.HELD"), tone: "warning" }];
  if (status === "READY") return [{ key: id, at: updatedAt, title: t("event.READY") }];
  return status === "CANCELLED" ? [{ key: id, at: updatedAt, title: t("event.dropped") }] : [];
}
