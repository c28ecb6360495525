"use client";

import { useLocale, useTranslations } from "next-intl";
import { type Control, useWatch } from "react-hook-form";
import { bpsToPercent } from "#components/form/amounts.ts";
import { formatMoney } from "#components/ui/money.tsx";
import { Progress } from "#components/ui/progress.tsx";
import type { RuleInput } from "#domain/commission/schema.ts";

/** The shares so far against the pool, while they are typed. */
export function ShareSum({ control }: { control: Control<RuleInput, unknown, RuleInput> }) {
  const t = useTranslations("commissionRule");
  const locale = useLocale();
  const [kind, poolBps, poolMinor, shares] = useWatch({ control, name: ["kind", "poolBps", "poolMinor", "shares"] });
  const rate = kind === "RATE";
  const whole = (value: unknown) => (/^\d+$/.test(String(value ?? "")) ? BigInt(String(value)) : 0n);
  const pool = whole(rate ? poolBps : poolMinor);
  const values = shares.map((share) => whole(rate ? share.bps : share.minor));
  const sum = values.reduce((total, value) => total + value, 0n);
  const show = (value: bigint) => (rate ? `${bpsToPercent(Number(value))}%` : formatMoney(value, { locale }));
  if (sum === 0n && pool === 0n) return null;
  return (
    <div data-wide className="grid gap-2">
      <Progress
        label={t("shareSum", { sum: show(sum), pool: show(pool) })}
        value={Number(sum)}
        max={Number(pool)}
        tone={sum > pool ? "danger" : "accent"}
      />
      <p className={sum > pool ? "text-sm font-medium text-danger-soft-foreground" : "text-sm text-muted"}>
        {t("shareSum", { sum: show(sum), pool: show(pool) })}
        {sum > pool ? ` · ${t("overPool")}` : ""}
      </p>
    </div>
  );
}
