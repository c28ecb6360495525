"use client";

import { useTranslations } from "next-intl";
import { useFormContext, useWatch } from "react-hook-form";
import { MoneyField } from "#components/form/number-fields.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { cx } from "#components/ui/class-names.ts";
import { formatMoney } from "#components/ui/money.tsx";
import { type LevelPrice, type PriceProblem, priceProblems } from "#domain/product/rules.ts";
import type { ProductInput } from "#domain/product/schema.ts";
import { Margin } from "./margin.tsx";

export type FormLevel = { id: string; name: string; rank: number };

/** A price per level with what it earns and what is wrong with it, while one types. */
export function LevelPrices({ levels }: { levels: FormLevel[] }) {
  const t = useTranslations("product");
  const { control, formState } = useFormContext<ProductInput>();
  const [typed, cost, retail, floor] = useWatch({
    control,
    name: ["prices", "costMinor", "retailPriceMinor", "priceFloorMinor"],
  });
  if (levels.length === 0) {
    const action = <ButtonLink href="/admin/levels">{t("goLevels")}</ButtonLink>;
    return (
      <div data-wide>
        <Alert tone="neutral" title={t("noLevels")} action={action}>
          {t("noLevelsText")}
        </Alert>
      </div>
    );
  }
  const prices: LevelPrice[] = levels.map(({ id, name, rank }, i) => ({
    levelId: id,
    levelName: name,
    rank,
    priceMinor: minorOf(typed?.[i]?.priceMinor),
  }));
  const limits = { retailPriceMinor: minorOf(retail) ?? 10n ** 13n, priceFloorMinor: minorOf(floor) ?? 0n };
  const problems = priceProblems({ ...limits, prices });
  const costMinor = minorOf(cost);
  const loss = costMinor !== null && prices.some((price) => price.priceMinor !== null && price.priceMinor < costMinor);
  return (
    <div className="grid gap-5" data-wide>
      {prices.map((price, i) => (
        <div key={price.levelId} className="grid items-start gap-x-4 gap-y-1 sm:grid-cols-2">
          <MoneyField name={`prices.${i}.priceMinor`} label={price.levelName} />
          <div aria-live="polite" className="text-sm sm:pt-8.5">
            <Margin priceMinor={price.priceMinor} costMinor={costMinor} />
            {formState.errors.prices?.[i] ? null : (
              <ProblemText problem={problems.find((problem) => problem.levelId === price.levelId)} limits={limits} />
            )}
          </div>
        </div>
      ))}
      {loss ? (
        <Alert tone="warning" title={t("margin.lossTitle")}>
          {t("margin.lossText")}
        </Alert>
      ) : null}
    </div>
  );
}

type Limits = { retailPriceMinor: bigint; priceFloorMinor: bigint };

function ProblemText({ problem, limits }: { problem: PriceProblem | undefined; limits: Limits }) {
  const t = useTranslations("product.problem");
  if (!problem) return null;
  const values = {
    floor: formatMoney(limits.priceFloorMinor),
    retail: formatMoney(limits.retailPriceMinor),
    other: problem.otherLevelName ?? "",
  };
  return <p className={cx("mt-0.5 text-danger-soft-foreground")}>{t(problem.code, values)}</p>;
}

const minorOf = (text: string | undefined): bigint | null => (text && /^\d+$/.test(text) ? BigInt(text) : null);
