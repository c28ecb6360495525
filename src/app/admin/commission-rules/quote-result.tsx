"use client";

import type { inferRouterOutputs } from "@trpc/server";
import { useTranslations } from "next-intl";
import { HowCounted } from "#app/commission-parts.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { Money } from "#components/ui/money.tsx";
import type { AppRouter } from "#trpc/root.ts";

type Quote = inferRouterOutputs<AppRouter>["commission"]["quote"];

/** Who earns what, by which rule, why the others lost, and what is left with the platform. */
export function QuoteResult({ quote }: { quote: Quote }) {
  const t = useTranslations("commissionRule.quote");
  const { rule } = quote;
  return (
    <div className="grid gap-4">
      {rule ? (
        <p className="text-sm">
          <span className="text-muted">{t("by")}</span>{" "}
          <TextLink href={`/admin/commission-rules/${rule.id}`}>{rule.name}</TextLink>
        </p>
      ) : (
        <Alert tone="warning">{t("none")}</Alert>
      )}
      {rule ? <Lines quote={quote} rule={rule} /> : null}
      <Margin quote={quote} />
      {quote.others.length > 0 ? (
        <details className="text-sm">
          <summary className="cursor-pointer font-medium text-muted hover:text-foreground">{t("others")}</summary>
          <ul className="mt-2 grid gap-1.5">
            {quote.others.map((other) => (
              <li key={other.id} className="flex flex-wrap gap-x-2">
                <TextLink href={`/admin/commission-rules/${other.id}`}>{other.name}</TextLink>
                <span className="text-muted">{t(`why.${other.why}`)}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}

function Lines({ quote, rule }: { quote: Quote; rule: NonNullable<Quote["rule"]> }) {
  const t = useTranslations("commissionRule");
  return (
    <ul className="divide-y divide-separator rounded-xl border border-border">
      {quote.lines.map((line) => (
        <li key={line.depth} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-4 py-2.5 text-sm">
          <div className="min-w-0">
            <p className="font-medium">
              {line.distributorName ?? "—"}{" "}
              <span className="font-normal text-muted">
                {line.depth === 1 ? t("depthShort.1") : t("depthShort.n", { up: line.depth - 1 })}
              </span>
            </p>
            <p className="text-xs text-muted">
              {line.kept ? t(`quote.kept.${line.kept}`) : <HowCounted row={{ ...line, base: rule.base, kind: rule.kind }} />}
            </p>
          </div>
          {line.kept ? (
            <span className="text-muted">—</span>
          ) : (
            <div className="text-right">
              <Money minor={line.totalMinor} className="font-semibold" />
              <p className="text-xs text-muted">
                {t("quote.each")} <Money minor={line.amountMinor} />
              </p>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function Margin({ quote }: { quote: Quote }) {
  const t = useTranslations("commissionRule.quote");
  const times = BigInt(quote.quantity);
  const cost = BigInt(quote.costMinor) * times;
  const income = quote.purchasePriceMinor === null ? null : BigInt(quote.purchasePriceMinor) * times;
  const paid = BigInt(quote.paidMinor);
  const left = income === null ? null : income - cost - paid;
  return (
    <>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-sm lg:grid-cols-4">
        <Fact label={t("paid")} minor={paid} strong />
        <Fact label={t("income")} minor={income} />
        <Fact label={t("cost")} minor={cost} />
        <Fact label={t("left")} minor={left} strong />
      </dl>
      {income === null ? <Alert>{t("noPrice")}</Alert> : null}
      {left !== null && left < 0n ? <Alert tone="danger">{t("loss")}</Alert> : null}
    </>
  );
}

function Fact({ label, minor, strong }: { label: string; minor: bigint | null; strong?: boolean }) {
  return (
    <div>
      <dt className="text-xs text-muted">{label}</dt>
      <dd className={strong ? "font-semibold" : ""}>{minor === null ? "—" : <Money minor={minor} />}</dd>
    </div>
  );
}
