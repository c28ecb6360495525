import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PeriodText, periodText } from "#app/period-text.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { formatDateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { formatMoney, Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import type { Amount, SettlementPreview, Sums } from "#domain/settlement/queries-preview.ts";
import { cycleCode } from "#domain/settlement/rules.ts";
import { RunButton, type RunTotals } from "./run-button.tsx";

type Props = { preview: SettlementPreview; mayRun: boolean };

/** What a run now would do in all, and what the next one will find. */
export function Preview({ preview, mayRun }: Props) {
  const t = useTranslations("settlement.preview");
  const locale = useLocale();
  const { due, next } = preview;
  const nextRun = formatDateTime(preview.nextRunAt, { locale, only: "date" });
  const nothing = due.distributors === 0;
  return (
    <Card
      className="mb-5"
      title={nothing ? t("none") : t("title")}
      description={
        nothing
          ? t("noneText", { date: nextRun, lines: next.lines, amount: formatMoney(next.totalMinor, { locale }) })
          : undefined
      }
      actions={
        nothing && preview.carried.distributors === 0 ? null : (
          <>
            <ButtonLink href="/admin/settlement/preview">{t("open")}</ButtonLink>
            {nothing ? null : <Run preview={preview} mayRun={mayRun} />}
          </>
        )
      }
      footer={t("auto")}
    >
      <PreviewFacts preview={preview} />
    </Card>
  );
}

export function Run({ preview, mayRun }: Props) {
  const locale = useLocale();
  if (!mayRun || preview.due.distributors === 0) return null;
  return <RunButton period={periodText(preview.period, locale)} totals={totalsOf(preview.due)} />;
}

const totalsOf = (due: Sums): RunTotals => ({
  ...{ distributors: due.distributors, lines: due.lines, gross: String(due.totalMinor + due.adjustmentMinor) },
  ...{ tax: String(due.taxMinor), offset: String(due.offsetMinor), net: String(due.netMinor) },
});

type Fact = { label: ReactNode; value: ReactNode };

/** The period, and everything frozen by when it will be settled and why not now. */
function PreviewFacts({ preview }: Pick<Props, "preview">) {
  const t = useTranslations("settlement.preview");
  const locale = useLocale();
  const { due, late, later, next, disputed, carried, period } = preview;
  const words = (amount: Pick<Amount, "lines" | "totalMinor">) => ({
    lines: amount.lines,
    amount: formatMoney(amount.totalMinor, { locale }),
  });
  const carriedAmount = formatMoney(carried.totalMinor + carried.adjustmentMinor, { locale });
  const when = (shown: boolean, fact: Fact): Fact[] => (shown ? [fact] : []);
  const noted = (label: string, value: ReactNode, note: string): Fact => ({ label, value: <Noted note={note}>{value}</Noted> });
  return (
    <DescriptionList
      columns={3}
      items={[
        { label: t("period"), value: <PeriodText period={{ ...period, cycle: cycleCode(period.cycle) }} cycle /> },
        ...when(due.distributors > 0, {
          label: t("due"),
          value: (
            <Noted note={t("dueHint", { lines: due.lines })}>
              <Num value={due.distributors} className="font-semibold" />
            </Noted>
          ),
        }),
        ...when(due.distributors > 0, { label: t("net"), value: <Money minor={due.netMinor} className="font-semibold" /> }),
        noted(t("next"), formatDateTime(preview.nextRunAt, { locale }), t("nextHint", words(next))),
        ...when(later.lines > 0, { label: t("later"), value: t("nextHint", words(later)) }),
        ...when(carried.distributors > 0, {
          label: t("carried"),
          value: t("carriedHint", { count: carried.distributors, amount: carriedAmount }),
        }),
        ...when(late.lines > 0, noted(t("late"), t("nextHint", words(late)), t("lateHint"))),
        ...when(disputed.lines > 0, noted(t("disputed"), t("nextHint", words(disputed)), t("disputedHint"))),
      ]}
    />
  );
}

const Noted = ({ children, note }: { children: ReactNode; note: string }) => (
  <>
    {children} <span className="text-muted">· {note}</span>
  </>
);
