import { useLocale, useTranslations } from "next-intl";
import { PeriodText, periodText } from "#app/period-text.tsx";
import { Card } from "#components/ui/card.tsx";
import { formatDateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import type { Amount, SettlementPreview } from "#domain/settlement/queries-runs.ts";
import { RunButton } from "./run-button.tsx";

/** What a run now would do, and what the next one will find. */
export function Preview({ preview, mayRun }: { preview: SettlementPreview; mayRun: boolean }) {
  const t = useTranslations("settlement.preview");
  const locale = useLocale();
  const { due, late, later, next, period } = preview;
  const words = (amount: Amount) => ({ lines: amount.lines, amount: formatMoney(amount.totalMinor, { locale }) });
  const nextRun = formatDateTime(preview.nextRunAt, { locale, only: "date" });
  const nothing = due.lines === 0;
  return (
    <Card
      className="mb-5"
      title={nothing ? t("none") : t("title")}
      description={nothing ? t("noneText", { date: nextRun, ...words(next) }) : undefined}
      actions={
        mayRun && !nothing ? (
          <RunButton
            period={periodText(period, locale)}
            distributors={due.distributors}
            lines={due.lines}
            totalMinor={String(due.totalMinor)}
          />
        ) : null
      }
      footer={t("auto")}
    >
      <DescriptionList
        columns={3}
        items={[
          { label: t("period"), value: <PeriodText period={period} cycle /> },
          ...(nothing
            ? []
            : [
                {
                  label: t("due"),
                  value: (
                    <>
                      <Num value={due.distributors} className="font-semibold" /> <Note text={t("dueHint", words(due))} />
                    </>
                  ),
                },
              ]),
          {
            label: t("next"),
            value: (
              <>
                {nextRun} <Note text={t("nextHint", words(next))} />
              </>
            ),
          },
          ...(later.lines > 0 ? [{ label: t("later"), value: t("nextHint", words(later)) }] : []),
          ...(late.lines > 0
            ? [
                {
                  label: t("late"),
                  value: (
                    <>
                      {t("nextHint", words(late))} <Note text={t("lateHint")} />
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}

const Note = ({ text }: { text: string }) => <span className="text-muted">· {text}</span>;
