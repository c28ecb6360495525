import Link from "next/link";
import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { cx } from "#components/ui/class-names.ts";
import { softTone, type Tone } from "#components/ui/tone.ts";
import { providerNames } from "#domain/provider/rules.ts";
import type { DayRow } from "#domain/reconciliation/queries.ts";
import { dayKey, plusDays } from "#lib/time.ts";

const tones: Record<DayRow["state"], Tone> = {
  MATCHED: "success",
  LEFT: "danger",
  LOADED: "warning",
  WAITING: "warning",
  NONE: "neutral",
};

/** Providers down, days across: where something is wrong is seen before anything is read. */
export function DayGrid({ rows, from, to }: { rows: DayRow[]; from: Date; to: Date }) {
  const t = useTranslations("reconciliation");
  const pay = useTranslations("payment.provider");
  const byKey = new Map(rows.map((row) => [`${row.provider}:${row.day}`, row]));
  const days: string[] = [];
  for (let at = from; at < to && days.length < 62; at = plusDays(at, 1)) days.push(dayKey(at));
  const shown = providerNames.filter((name) => rows.some((row) => row.provider === name));
  return (
    <Card className="mb-4 max-sm:hidden" flush>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="overflow-x-auto p-4" aria-label={t("title")} tabIndex={0}>
        <table className="border-separate border-spacing-1 text-2xs">
          <thead>
            <tr>
              <th scope="col">
                <span className="sr-only">{t("providerLabel")}</span>
              </th>
              {days.map((day) => (
                <th key={day} scope="col" className="tnum w-7 font-normal text-muted">
                  <span className="sr-only">{day}</span>
                  <span aria-hidden="true">{day.slice(8)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((provider) => (
              <tr key={provider}>
                <th scope="row" className="pr-3 text-left text-xs font-medium whitespace-nowrap">
                  {pay(provider)}
                </th>
                {days.map((day) => (
                  <Cell key={day} row={byKey.get(`${provider}:${day}`)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}

function Cell({ row }: { row: DayRow | undefined }) {
  const t = useTranslations("reconciliation");
  const pay = useTranslations("payment.provider");
  const look = "grid size-7 place-items-center rounded-md tnum";
  if (!row)
    return (
      <td className="p-0">
        <span className={cx(look, "bg-surface-secondary")} />
      </td>
    );
  const left = row.missing + row.extra + row.different + row.ledger;
  const label = `${pay(row.provider)} ${row.day}: ${t(`state.${row.state}`)}`;
  return (
    <td className="p-0">
      <Link
        href={`/admin/reconciliation/${row.provider}/${row.day}`}
        title={label}
        aria-label={label}
        className={cx(look, softTone[tones[row.state]], "font-medium")}
      >
        {row.state === "MATCHED" ? "✓" : left > 0 ? left : "·"}
      </Link>
    </td>
  );
}
