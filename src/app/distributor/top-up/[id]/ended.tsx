import { CircleCheck, CircleX, Clock, SearchCheck } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import type { OwnTopUpDetail } from "#domain/payment/queries-own.ts";

/** What became of it, in words, and what to do next. */
export function Ended({ topUp }: { topUp: OwnTopUpDetail }) {
  const t = useTranslations("ownTopup");
  const amount = formatMoney(topUp.amountMinor, { locale: useLocale(), compact: true });
  const again = `/distributor/top-up?amount=${topUp.amountMinor}&method=${topUp.method}`;
  const retry = (
    <ButtonLink href={again} variant="primary">
      {t("again")}
    </ButtonLink>
  );
  const next = (
    <span className="flex flex-wrap justify-center gap-2">
      <ButtonLink href="/distributor/buy" variant="primary">
        {t("toBuy")}
      </ButtonLink>
      <ButtonLink href="/distributor/balance">{t("toBalance")}</ButtonLink>
    </span>
  );
  const said: Record<
    Exclude<OwnTopUpDetail["stage"], "WAITING">,
    { icon: ReactNode; title: string; text: string; action?: ReactNode }
  > = {
    CONFIRMED: { icon: <CircleCheck />, title: t("doneTitle", { amount }), text: t("doneText"), action: next },
    HELD: { icon: <SearchCheck />, title: t("heldTitle"), text: t("heldText") },
    TO_CONFIRM: { icon: <Clock />, title: t("confirmTitle"), text: t("confirmText") },
    CLOSED: { icon: <CircleX />, title: t("closedTitle"), text: t("closedText"), action: retry },
    FAILED: { icon: <CircleX />, title: t("failedTitle"), text: t("failedText"), action: retry },
    REJECTED: { icon: <CircleX />, title: t("rejectedTitle"), text: t("rejectedText"), action: retry },
  };
  const { icon, title, text, action } = said[topUp.stage as keyof typeof said];
  return (
    <Card>
      <div role="status">
        <EmptyState icon={icon} title={title} text={text} action={action} />
      </div>
    </Card>
  );
}
