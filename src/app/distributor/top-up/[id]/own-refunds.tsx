import { useTranslations } from "next-intl";
import { DataTable } from "#components/table/data-table.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { Money } from "#components/ui/money.tsx";
import type { OwnTopUpDetail } from "#domain/payment/queries-own.ts";
import { refundNo } from "#domain/payment/rules.ts";
import { AskRefund, TakeBack } from "./ask-refund.tsx";

/** Money back the way it came: what was asked for, and asking for more. */
export function OwnRefunds({ topUp, prepaidMinor }: { topUp: OwnTopUpDetail; prepaidMinor: bigint }) {
  const t = useTranslations("ownTopup");
  const payment = useTranslations("payment");
  const left = topUp.amountMinor - topUp.refundedMinor;
  const most = left < prepaidMinor ? left : prepaidMinor;
  const ask = topUp.payment && most > 0n ? <AskRefund paymentId={topUp.payment.id} mostMinor={String(most)} /> : null;
  return (
    <Card title={t("refund.title")} description={t("refund.text")} actions={ask} flush={topUp.refunds.length > 0}>
      {topUp.refunds.length === 0 ? (
        <p className="text-sm text-muted">{payment("refundNone")}</p>
      ) : (
        <DataTable
          label={t("refund.title")}
          rows={topUp.refunds}
          rowKey={(row) => row.id}
          params={{}}
          empty={null}
          columns={[
            { key: "no", header: payment("no"), primary: true, cell: (row) => refundNo(row.no) },
            { key: "amount", header: t("refund.amount"), align: "end", cell: (row) => <Money minor={row.amountMinor} /> },
            {
              key: "state",
              header: t("stageLabel"),
              cell: (row) => <StatusBadge status={row.state} label={payment(`refundState.${row.state}`)} />,
            },
            { key: "reason", header: t("refund.reason"), phone: "hide", cell: (row) => row.failReason ?? row.reason },
            { key: "at", header: t("at"), cell: (row) => <DateTime at={row.createdAt} /> },
            {
              key: "do",
              header: "",
              cell: (row) =>
                row.state === "REQUESTED" && row.mine ? <TakeBack id={row.id} amountMinor={String(row.amountMinor)} /> : null,
            },
          ]}
        />
      )}
    </Card>
  );
}
