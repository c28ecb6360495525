import { useTranslations } from "next-intl";
import { documentNoOf } from "#app/payout-parts.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { Money } from "#components/ui/money.tsx";
import type { AwaitingRow } from "#domain/payout/queries-own.ts";

const hrefOf = (row: AwaitingRow) =>
  row.kind === "statement"
    ? `/distributor/statements/${row.id}`
    : `/distributor/withdraw?q=${documentNoOf({ kind: "withdrawal", documentNo: row.no })}`;

/** What is owed and not under way yet: nobody should have to ask where it is. */
export function Awaiting({ rows }: { rows: AwaitingRow[] }) {
  const t = useTranslations("ownPayout");
  const payout = useTranslations("payout");
  if (rows.length === 0) return null;
  return (
    <div className="mb-6">
      <Card title={t("awaiting")}>
        <ul className="divide-y divide-separator">
          {rows.map((row) => (
            <li key={row.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-2.5 text-sm first:pt-0 last:pb-0">
              <TextLink href={hrefOf(row)}>
                {payout(`documentKind.${row.kind}`)} {documentNoOf({ kind: row.kind, documentNo: row.no })}
              </TextLink>
              <span className="min-w-40 flex-1 text-muted">{t(`awaitingText.${row.undecided ? "undecided" : row.kind}`)}</span>
              <span className="text-xs text-muted">
                <DateTime at={row.createdAt} />
              </span>
              <Money minor={row.amountMinor} />
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}
