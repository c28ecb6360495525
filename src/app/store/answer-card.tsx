"use client";

import { Ban, CircleCheck, CircleHelp, CircleX, Clock, Store } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { cx } from "#components/ui/class-names.ts";
import { formatDateTime } from "#components/ui/date-time.tsx";
import { Money } from "#components/ui/money.tsx";
import { softTone, type Tone } from "#components/ui/tone.ts";
import type { Answer, Redeemed } from "./use-desk.ts";

type State = Answer["state"];
const looks: Record<State, { tone: Tone; icon: ReactNode }> = {
  VALID: { tone: "success", icon: <CircleCheck /> },
  USED: { tone: "danger", icon: <CircleX /> },
  EXPIRED: { tone: "danger", icon: <Clock /> },
  VOIDED: { tone: "danger", icon: <Ban /> },
  NOT_CLAIMED: { tone: "warning", icon: <Clock /> },
  WRONG_STORE: { tone: "danger", icon: <Store /> },
  UNKNOWN: { tone: "danger", icon: <CircleHelp /> },
};

type AnswerCardProps = { answer: Answer; pending: boolean; onRedeem: () => void; onClear: () => void };

/** The answer at a glance: colour, word and icon, then what the counter needs to know. */
export function AnswerCard({ answer, pending, onRedeem, onClear }: AnswerCardProps) {
  const t = useTranslations("store");
  const { state, voucher } = answer;
  return (
    <article className="tile overflow-hidden">
      <Band tone={looks[state].tone} icon={looks[state].icon} title={t(`answer.${state}`)}>
        <Why answer={answer} />
      </Band>
      {voucher ? <VoucherFacts voucher={voucher} /> : null}
      <div className="flex flex-wrap gap-2 px-4 pb-4 sm:px-5 sm:pb-5">
        {state === "VALID" ? (
          // The second Enter redeems: focus waits on this button.
          <Button
            autoFocus
            variant="primary"
            size="tap"
            className="min-w-40 flex-1 sm:flex-none"
            pending={pending}
            onClick={onRedeem}
          >
            {t("desk.redeem")}
          </Button>
        ) : null}
        <Button
          size="tap"
          className={state === "VALID" ? "" : "min-w-40 flex-1 sm:flex-none"}
          disabled={pending}
          onClick={onClear}
        >
          {t(state === "VALID" ? "desk.cancel" : "desk.next")}
        </Button>
      </div>
    </article>
  );
}

export function RedeemedCard({ redemption, onNext }: { redemption: Redeemed; onNext: () => void }) {
  const t = useTranslations("store");
  const locale = useLocale();
  const until = formatDateTime(redemption.reversibleUntil, { locale, only: "time" });
  return (
    <article className="tile overflow-hidden">
      <Band tone="success" icon={<CircleCheck />} title={t("answer.REDEEMED")}>
        {formatDateTime(redemption.redeemedAt, { locale, seconds: true })}
      </Band>
      <div className="grid gap-4 p-4 sm:p-5">
        <p className="text-lg font-semibold">
          {redemption.productName} · <Money minor={redemption.faceValueMinor} compact />
        </p>
        {new Date(redemption.reversibleUntil) > new Date(redemption.redeemedAt) ? (
          <p className="text-sm text-muted">{t("answer.reversibleHint", { at: until })}</p>
        ) : null}
        <Button size="tap" className="w-full sm:w-40" onClick={onNext}>
          {t("desk.next")}
        </Button>
      </div>
    </article>
  );
}

type BandProps = { tone: Tone; icon: ReactNode; title: ReactNode; children?: ReactNode };

function Band({ tone, icon, title, children }: BandProps) {
  return (
    <header className={cx("flex items-center gap-4 px-4 py-4 sm:px-5", softTone[tone])}>
      <span aria-hidden="true" className="shrink-0 [&>svg]:size-10">
        {icon}
      </span>
      <div className="min-w-0">
        <h2 className="text-2xl font-semibold">{title}</h2>
        {children ? <p className="mt-0.5 text-sm break-words">{children}</p> : null}
      </div>
    </header>
  );
}

function Why({ answer: { state, voucher } }: { answer: Answer }) {
  const t = useTranslations("store.answer");
  const locale = useLocale();
  const at = (time: string | null | undefined) => (time ? formatDateTime(time, { locale }) : "");
  switch (state) {
    case "USED":
      return voucher?.redeemedWhere
        ? t("usedAt", { at: at(voucher.redeemedAt), where: voucher.redeemedWhere })
        : t("usedAtOnly", { at: at(voucher?.redeemedAt) });
    case "EXPIRED":
      return voucher?.expiresAt ? t("expiredAt", { at: at(voucher.expiresAt) }) : null;
    case "UNKNOWN":
      return t("unknownHint");
    case "WRONG_STORE":
      return t("wrongStoreHint");
    case "NOT_CLAIMED":
      return t("notClaimedHint");
    case "VOIDED":
      return t("voidedHint");
    default:
      return null;
  }
}

function VoucherFacts({ voucher }: { voucher: NonNullable<Answer["voucher"]> }) {
  const t = useTranslations("store.answer");
  const locale = useLocale();
  const facts = [
    { label: t("faceValue"), value: <Money minor={voucher.faceValueMinor} compact /> },
    { label: t("expiresAt"), value: voucher.expiresAt ? formatDateTime(voucher.expiresAt, { locale }) : t("noExpiry") },
    ...(voucher.claimedAt ? [{ label: t("claimedAt"), value: formatDateTime(voucher.claimedAt, { locale }) }] : []),
  ];
  return (
    <div className="grid gap-4 p-4 sm:p-5">
      <p className="flex items-center gap-3 text-lg font-semibold">
        {voucher.imageId ? (
          <img src={`/api/files/${voucher.imageId}`} alt="" className="size-12 rounded-lg border border-border object-cover" />
        ) : null}
        <span className="min-w-0 break-words">{voucher.productName}</span>
      </p>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3">
        {facts.map((fact) => (
          <div key={fact.label}>
            <dt className="text-xs text-muted">{fact.label}</dt>
            <dd className="tnum mt-0.5 text-sm font-medium">{fact.value}</dd>
          </div>
        ))}
      </dl>
      {voucher.usageRules ? (
        <details className="text-sm">
          <summary className="cursor-pointer text-muted">{t("rules")}</summary>
          <p className="mt-2 whitespace-pre-line">{voucher.usageRules}</p>
        </details>
      ) : null}
    </div>
  );
}
