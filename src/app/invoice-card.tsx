import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { formatMoney } from "#components/ui/money.tsx";
import type { StatementDetail } from "#domain/settlement/queries.ts";
import type { InvoiceRow } from "#domain/settlement/queries-invoice.ts";
import { DecideInvoice, SendInvoice } from "./invoice-actions.tsx";

type Props = {
  statement: StatementDetail;
  invoices: InvoiceRow[];
  required: boolean;
  /** Its distributor sends, finance decides, others look on. */
  may: "send" | "decide" | "look";
};

/** A company's invoice for a statement: what is needed, what was sent and what became of it. */
export function InvoiceCard({ statement, invoices, required, may }: Props) {
  const t = useTranslations("statement.invoice");
  const locale = useLocale();
  if (statement.taxBasis?.kind !== "COMPANY") return null;
  const live = invoices.find((invoice) => invoice.status !== "REJECTED");
  const open = statement.status === "PAYABLE";
  const amount = formatMoney(statement.totalMinor + statement.adjustmentMinor, { locale });
  const wanted = may === "send" && open && !live;
  return (
    <Card title={t("title")} actions={wanted ? <SendInvoice statementId={statement.id} /> : null}>
      {wanted ? (
        <Alert tone={required ? "warning" : "neutral"} className="mb-4">
          {t(required ? "need" : "optional", { amount })}
        </Alert>
      ) : null}
      {may !== "send" && open && required && live?.status !== "ACCEPTED" ? (
        <Alert tone="warning" className="mb-4">
          {t("waiting")}
        </Alert>
      ) : null}
      {invoices.length === 0 ? <p className="text-sm text-muted">{t("none")}</p> : null}
      <ul className="divide-y divide-separator">
        {invoices.map((invoice) => (
          <InvoiceItem key={invoice.id} invoice={invoice} staff={may !== "send"}>
            {may === "decide" && open && invoice.status !== "REJECTED" ? (
              <DecideInvoice id={invoice.id} amount={amount} mayAccept={invoice.status === "SUBMITTED"} />
            ) : null}
          </InvoiceItem>
        ))}
      </ul>
    </Card>
  );
}

function InvoiceItem({ invoice, staff, children }: { invoice: InvoiceRow; staff: boolean; children: ReactNode }) {
  const t = useTranslations("statement.invoice");
  return (
    <li className="grid gap-1.5 py-3 text-sm first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <a
          href={`/api/invoices/${invoice.id}`}
          className="font-mono font-medium break-all text-link underline-offset-4 hover:underline"
        >
          {invoice.number}
        </a>
        <StatusBadge status={invoice.status} label={t(`status.${invoice.status}`)} />
      </div>
      <p className="flex flex-wrap gap-x-4 text-xs text-muted">
        <DateTime at={invoice.createdAt} />
        {staff && invoice.decidedByName ? <span>{t("by", { name: invoice.decidedByName })}</span> : null}
      </p>
      {staff && invoice.sameNumber > 0 ? (
        <p className="text-xs text-warning-soft-foreground">{t("same", { count: invoice.sameNumber })}</p>
      ) : null}
      {invoice.status === "REJECTED" ? (
        <p className="text-danger-soft-foreground">{invoice.rejectReason ?? t("revised")}</p>
      ) : null}
      {children ? <div className="flex flex-wrap gap-2">{children}</div> : null}
    </li>
  );
}
