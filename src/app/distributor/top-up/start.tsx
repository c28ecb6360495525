"use client";

import { CreditCard, FlaskConical, Landmark, MessageCircle, Wallet } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { cx } from "#components/ui/class-names.ts";
import type { PayChoice } from "#domain/payment/queries-own.ts";
import { PayOnline } from "./pay-online.tsx";
import { TransferForm } from "./transfer-form.tsx";

type Props = {
  choices: PayChoice[];
  bankAccount: string;
  name: string;
  amountMinor: string;
  wanted: string | null;
  openid: string | null;
};

const icons: Record<PayChoice["provider"] | "BANK", ReactNode> = {
  WECHAT: <MessageCircle />,
  ALIPAY: <Wallet />,
  STRIPE: <CreditCard />,
  SANDBOX: <FlaskConical />,
  BANK: <Landmark />,
};

/** First how to pay, then what that way needs to know. Only what is on is offered; a bank transfer always is. */
export function StartTopUp({ choices, bankAccount, name, amountMinor, wanted, openid }: Props) {
  const t = useTranslations("ownTopup");
  const payment = useTranslations("payment");
  const ways = [...choices.map(({ provider, method }) => ({ provider, method })), { provider: "BANK", method: "BANK" } as const];
  const [chosen, choose] = useState(() => ways.find(({ provider }) => provider === wanted)?.provider ?? ways[0]!.provider);
  const online = choices.find(({ provider }) => provider === chosen);
  return (
    <div className="grid gap-6">
      <fieldset>
        <legend className="mb-2 text-sm font-medium">{t("method")}</legend>
        <div className="grid gap-3 sm:grid-cols-2">
          {ways.map(({ provider, method }) => (
            <label
              key={provider}
              className={cx(
                "flex cursor-pointer items-center gap-3 rounded-xl border p-3.5 has-focus-visible:outline-2 has-focus-visible:outline-accent [&>svg]:size-5 [&>svg]:shrink-0 [&>svg]:text-muted",
                chosen === provider ? "border-accent bg-accent-soft" : "border-border hover:border-border-strong",
              )}
            >
              <input
                type="radio"
                name="way"
                value={provider}
                checked={chosen === provider}
                onChange={() => choose(provider)}
                className="sr-only"
              />
              {icons[provider]}
              <span className="min-w-0">
                <span className="block text-sm font-medium">{payment(`provider.${provider}`)}</span>
                <span className="block text-xs text-muted">{t(`methodHint.${method}`)}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {choices.length === 0 ? <p className="text-sm text-muted">{t("noneText")}</p> : null}
      {online ? (
        <PayOnline key={online.method} method={online.method} amountMinor={amountMinor} openid={openid} />
      ) : (
        <TransferForm bankAccount={bankAccount} name={name} amountMinor={amountMinor} />
      )}
    </div>
  );
}
