import { useTranslations } from "next-intl";
import { StatusBadge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { Money } from "#components/ui/money.tsx";
import type { PaymentDetail } from "#domain/payment/queries.ts";
import { refundNo } from "#domain/payment/rules.ts";
import { DecideRefund } from "./actions.tsx";

/** Each refund of the payment, with who asked and who decided, and the decision where one is due. */
export function Refunds({ payment, me, mayApprove }: { payment: PaymentDetail; me: string; mayApprove: boolean }) {
  const t = useTranslations("payment");
  return (
    <Card title={t("refunds")} description={t("refundsLead")} flush={payment.refunds.length > 0}>
      {payment.refunds.length === 0 ? <p className="text-sm text-muted">{t("refundNone")}</p> : null}
      <ul id="refunds" className={payment.refunds.length > 0 ? "border-t border-separator" : undefined}>
        {payment.refunds.map((refund) => (
          <li key={refund.id} className="grid gap-2 border-b border-separator px-4 py-3 last:border-b-0 sm:px-5">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <span className="flex items-center gap-2 text-sm font-medium">
                {refundNo(refund.no)}
                <StatusBadge status={refund.state} label={t(`refundState.${refund.state}`)} />
              </span>
              <Money minor={refund.amountMinor} className="font-medium" />
            </div>
            <p className="text-sm text-muted">
              {refund.reason}
              {refund.failReason ? ` · ${refund.failReason}` : null}
            </p>
            <p className="text-xs text-muted">
              {t("requestedBy")} {refund.requestedBy ?? "—"} <DateTime at={refund.createdAt} />
              {refund.decidedAt ? (
                <>
                  {" · "}
                  {t("decidedBy")} {refund.decidedBy ?? "—"} <DateTime at={refund.decidedAt} />
                </>
              ) : null}
            </p>
            <p className="font-mono text-xs break-all text-muted">{refund.outNo}</p>
            {refund.state === "REQUESTED" && (mayApprove || refund.requestedById === me) ? (
              <div className="flex flex-wrap items-center gap-2">
                <DecideRefund
                  id={refund.id}
                  no={refundNo(refund.no)}
                  provider={refund.provider}
                  amountMinor={String(refund.amountMinor)}
                  mayApprove={mayApprove && refund.requestedById !== me}
                />
                {refund.requestedById === me ? <span className="text-xs text-muted">{t("ownRequest")}</span> : null}
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
