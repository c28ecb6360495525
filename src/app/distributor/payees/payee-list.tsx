import { useTranslations } from "next-intl";
import { StatusBadge } from "#components/ui/badge.tsx";
import { formatDateTime } from "#components/ui/date-time.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { PayeeRow } from "#domain/payee/queries.ts";
import { payeeLabel } from "#domain/payee/rules.ts";
import { kindIcon } from "./kind-icon.tsx";
import { RetirePayee } from "./retire-payee.tsx";

type Shown = PayeeRow["status"] | "COOLING";
const tones: Record<Shown, Tone> = {
  PENDING: "warning",
  COOLING: "accent",
  ACTIVE: "success",
  REJECTED: "danger",
  RETIRED: "neutral",
};

type Props = { rows: PayeeRow[]; now: Date; mayRetire: boolean };

/** Each account with where it stands, in a sentence. */
export function PayeeList({ rows, now, mayRetire }: Props) {
  const t = useTranslations("ownPayee");
  return (
    <ul className="tile divide-y divide-separator">
      {rows.map((row) => {
        const shown: Shown = row.status === "ACTIVE" && row.usableFrom > now ? "COOLING" : row.status;
        const at = formatDateTime(row.status === "RETIRED" ? (row.retiredAt ?? row.createdAt) : row.createdAt);
        const words = { at, until: formatDateTime(row.usableFrom), reason: row.rejectReason ?? "" };
        const live = row.status === "ACTIVE" || row.status === "PENDING";
        return (
          <li key={row.id} className="flex flex-wrap items-start gap-x-4 gap-y-3 p-4 sm:p-5">
            <span className="mt-0.5 text-muted [&>svg]:size-5">{kindIcon[row.kind]}</span>
            <div className="grid min-w-0 flex-1 gap-1 text-sm">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <span className="tnum font-medium break-all">{payeeLabel(row)}</span>
                <StatusBadge status={shown} tone={tones[shown]} label={t(`status.${shown}`)} />
              </p>
              <p className="text-muted">{[t(`kind.${row.kind}`), row.holderName, row.branchName].filter(Boolean).join(" · ")}</p>
              <p>{t(`text.${shown}`, words)}</p>
            </div>
            {live && mayRetire ? <RetirePayee id={row.id} account={payeeLabel(row)} /> : null}
          </li>
        );
      })}
    </ul>
  );
}
