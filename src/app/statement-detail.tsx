import { FileSpreadsheet, FileText } from "lucide-react";
import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { buttonClass, TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Money } from "#components/ui/money.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import type { StatementDetail } from "#domain/settlement/queries.ts";
import { taxText } from "./tax-text.ts";

/** The two files of a statement. */
export function StatementFiles({ id }: { id: string }) {
  const t = useTranslations("statement");
  return (
    <>
      <a href={`/api/statements/${id}/pdf`} download className={buttonClass()}>
        <FileText aria-hidden="true" />
        {t("pdf")}
      </a>
      <a href={`/api/statements/${id}/xlsx`} download className={buttonClass()}>
        <FileSpreadsheet aria-hidden="true" />
        {t("xlsx")}
      </a>
    </>
  );
}

/** Opening balance + what this statement pays = closing balance; and what is unusual about it. */
export function StatementFigures({ statement }: { statement: StatementDetail }) {
  const t = useTranslations("statement");
  const { lineCount, revision, netMinor, offsetMinor } = statement;
  const emptied = lineCount === 0 && netMinor === 0n;
  return (
    <>
      <StatGrid className="mb-4 max-sm:grid-cols-1! sm:grid-cols-3!">
        <Stat label={t("opening")} value={<Money minor={statement.openingMinor} />} hint={t("openingHint")} />
        <Stat label={t("net")} value={<Money minor={netMinor} />} hint={t("count", { count: lineCount })} />
        <Stat label={t("closing")} value={<Money minor={statement.closingMinor} />} hint={t("closingHint")} />
      </StatGrid>
      {revision > 1 ? <Alert className="mb-4">{emptied ? t("emptied") : t("revised", { n: revision })}</Alert> : null}
      {netMinor === 0n && offsetMinor > 0n ? <Alert className="mb-4">{t("offsetOnly")}</Alert> : null}
    </>
  );
}

/** Commission + adjustments − tax − debt = what is paid. */
export function StatementAmounts({ statement, debtsHref }: { statement: StatementDetail; debtsHref: string }) {
  const t = useTranslations("statement");
  const tax = useTranslations("statement.tax");
  const { totalMinor, adjustmentMinor, taxMinor, offsetMinor, netMinor } = statement;
  const rows = [
    { key: "commission", label: t("amount.commission"), minor: totalMinor, note: t("count", { count: statement.lineCount }) },
    { key: "adjustment", label: t("amount.adjustment"), minor: adjustmentMinor },
    { key: "tax", label: t("amount.tax"), minor: -taxMinor, note: taxText(tax, statement.taxBasis) },
    { key: "offset", label: <TextLink href={debtsHref}>{t("amount.offset")}</TextLink>, minor: -offsetMinor },
  ].filter(({ key, minor }) => key === "commission" || key === "tax" || minor !== 0n);
  return (
    <Card title={t("amounts")}>
      <dl className="grid gap-2.5 text-sm">
        {rows.map(({ key, label, minor, note }) => (
          <div key={key} className="flex items-baseline justify-between gap-4">
            <dt>
              {label} {note ? <span className="text-xs text-muted">· {note}</span> : null}
            </dt>
            <dd>
              <Money minor={minor} className={minor === 0n ? "text-muted" : undefined} />
            </dd>
          </div>
        ))}
        <div className="flex items-baseline justify-between gap-4 border-t border-separator pt-2.5 font-semibold">
          <dt>{t("net")}</dt>
          <dd>
            <Money minor={netMinor} />
          </dd>
        </div>
      </dl>
    </Card>
  );
}
