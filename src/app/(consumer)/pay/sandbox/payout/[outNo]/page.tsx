import { FlaskConical } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { FewMessages } from "#components/layout/client-messages.tsx";
import { ConsumerShell } from "#components/layout/consumer-shell.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { formatDateTime } from "#components/ui/date-time.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import { getSandboxPayout } from "#domain/payout/confirm-sandbox.ts";
import { getCtx, orAnswer } from "#trpc/server.ts";
import { Confirm } from "./confirm.tsx";

type Props = { params: Promise<{ outNo: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("payoutSandbox"))("title") };
}

/** Plays the app in which the payee confirms that he takes the money. Not there where money is real. */
export default async function SandboxPayoutPage({ params }: Props) {
  const [{ outNo }, ctx, t, locale] = await Promise.all([params, getCtx(), getTranslations("payoutSandbox"), getLocale()]);
  const payout = await orAnswer(getSandboxPayout(ctx, outNo));
  const amount = formatMoney(payout.amountMinor, { locale, currency: payout.currency });
  return (
    <ConsumerShell>
      <div className="grid gap-6 pt-6">
        <div className="flex items-center gap-3 text-muted">
          <FlaskConical aria-hidden="true" className="size-5 shrink-0" />
          <div>
            <h1 className="text-base font-semibold text-foreground">{t("title")}</h1>
            <p className="text-sm">{t("lead")}</p>
          </div>
        </div>
        <div className="tile grid justify-items-center gap-2 p-6 text-center">
          <p className="text-sm text-muted">{t("to", { name: payout.holderName })}</p>
          <p className="tnum text-4xl font-semibold tracking-tight">{amount}</p>
          {payout.confirmBy ? (
            <p className="text-sm text-muted">{t("expires", { time: formatDateTime(payout.confirmBy) })}</p>
          ) : (
            <StatusBadge status={payout.state} label={t(`state.${payout.state}`)} />
          )}
          <p className="font-mono text-xs break-all text-muted">{outNo}</p>
        </div>
        {payout.state === "WAITING" ? (
          <FewMessages of={["payoutSandbox"]}>
            <Confirm outNo={outNo} amount={amount} />
          </FewMessages>
        ) : (
          <p className="text-center text-sm text-muted">{t("doneText")}</p>
        )}
        <ButtonLink href={`/distributor/payouts/${payout.itemId}`} size="tap" variant="ghost" fullWidth>
          {t("back")}
        </ButtonLink>
      </div>
    </ConsumerShell>
  );
}
