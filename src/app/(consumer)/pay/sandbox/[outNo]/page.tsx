import { FlaskConical } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { FewMessages } from "#components/layout/client-messages.tsx";
import { ConsumerShell } from "#components/layout/consumer-shell.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { formatDateTime } from "#components/ui/date-time.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import { getSandboxOrder } from "#domain/payment/decide-sandbox.ts";
import { getCtx, orAnswer } from "#trpc/server.ts";
import { Decide } from "./decide.tsx";

type Props = { params: Promise<{ outNo: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("paySandbox"))("title") };
}

/** The sandbox's own desk: plays the payer and the provider. Not there where money is real. */
export default async function SandboxPage({ params }: Props) {
  const [{ outNo }, ctx, t, locale] = await Promise.all([params, getCtx(), getTranslations("paySandbox"), getLocale()]);
  const order = await orAnswer(getSandboxOrder(ctx, outNo));
  const amount = formatMoney(order.amountMinor, { locale, currency: order.currency });
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
          <p className="text-sm text-muted">{order.title}</p>
          <p className="tnum text-4xl font-semibold tracking-tight">{amount}</p>
          {order.state === "OPEN" ? (
            <p className="text-sm text-muted">{t("expires", { time: formatDateTime(order.expiresAt) })}</p>
          ) : (
            <StatusBadge status={order.state} label={t(`done.${order.state}`)} />
          )}
          <p className="font-mono text-xs break-all text-muted">{outNo}</p>
        </div>
        {order.state === "OPEN" ? (
          <FewMessages of={["paySandbox"]}>
            <Decide outNo={outNo} amount={amount} />
          </FewMessages>
        ) : (
          <>
            <p className="text-center text-sm text-muted">{t("doneText")}</p>
            <ButtonLink href={order.returnUrl} size="tap" variant="primary" fullWidth>
              {t("back")}
            </ButtonLink>
          </>
        )}
      </div>
    </ConsumerShell>
  );
}
