import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { Num } from "#components/ui/number.tsx";
import type { RuleRow } from "#domain/commission/queries-rules.ts";

const order = ["5", "4", "3", "2", "1", "0"] as const;

/** "The most specific wins", with how many rules stand on each step. */
export function Precedence({ rules }: { rules: RuleRow[] }) {
  const t = useTranslations("commissionRule");
  const active = rules.filter((rule) => rule.active);
  return (
    <Card title={t("orderTitle")} description={t("orderText")} footer={t("orderTie")}>
      <ol className="grid gap-2 text-sm">
        {order.map((step, index) => {
          const count = active.filter((rule) => String(rule.specificity) === step).length;
          return (
            <li key={step} className="flex items-center gap-3">
              <span
                aria-hidden="true"
                className="tnum grid size-6 shrink-0 place-items-center rounded-full bg-default text-xs text-muted"
              >
                {index + 1}
              </span>
              <span className="min-w-0 flex-1">{t(`orders.${step}`)}</span>
              <span className={count > 0 ? "font-medium" : "text-muted"}>
                <Num value={count} />
              </span>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
