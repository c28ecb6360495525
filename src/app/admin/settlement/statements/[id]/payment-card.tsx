import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { Money } from "#components/ui/money.tsx";
import type { PaymentRow, StatementDetail } from "#domain/settlement/queries.ts";
import { DecidePayment } from "./decide-payment.tsx";
import { PreparePayment } from "./prepare-payment.tsx";

type Props = { statement: StatementDetail; me: string; mayPrepare: boolean; mayApprove: boolean };

/** The payment's two steps, and every try so far. */
export function PaymentCard({ statement, me, mayPrepare, mayApprove }: Props) {
  const t = useTranslations("statement.payment");
  const waiting = statement.payments.find((payment) => payment.status === "PREPARED");
  const own = waiting?.preparedById === me;
  const amountMinor = String(statement.totalMinor);
  return (
    <Card
      title={t("title")}
      actions={
        <>
          {statement.status === "PAYABLE" && mayPrepare ? (
            <PreparePayment statementId={statement.id} amountMinor={amountMinor} name={statement.distributorName} />
          ) : null}
          {waiting && mayApprove ? (
            <DecidePayment
              paymentId={waiting.id}
              mayApprove={!own}
              amountMinor={amountMinor}
              name={statement.distributorName}
              reference={waiting.transferReference}
            />
          ) : null}
        </>
      }
    >
      {waiting ? (
        <Alert tone="warning" className="mb-4">
          {mayApprove ? t(own ? "own" : "check") : t("waits")}
        </Alert>
      ) : null}
      {statement.payments.length === 0 ? <p className="text-sm text-muted">{t("none")}</p> : null}
      <ul className="divide-y divide-separator">
        {statement.payments.toReversed().map((payment) => (
          <PaymentItem key={payment.id} payment={payment} />
        ))}
      </ul>
    </Card>
  );
}

function PaymentItem({ payment }: { payment: PaymentRow }) {
  const t = useTranslations("statement.payment");
  return (
    <li className="grid gap-1.5 py-3 text-sm first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-mono font-medium break-all">{payment.transferReference}</span>
        <span className="flex items-center gap-3">
          <Money minor={payment.amountMinor} />
          <StatusBadge status={payment.status} label={t(`status.${payment.status}`)} />
        </span>
      </div>
      <p className="flex flex-wrap gap-x-4 text-xs text-muted">
        <span>
          {t("by", { name: payment.preparedByName ?? "—" })} <DateTime at={payment.preparedAt} />
        </span>
        {payment.decidedAt ? (
          <span>
            {t("decidedBy", { name: payment.decidedByName ?? "—" })} <DateTime at={payment.decidedAt} />
          </span>
        ) : null}
      </p>
      {payment.rejectReason ? <p className="text-danger-soft-foreground">{payment.rejectReason}</p> : null}
    </li>
  );
}
