import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#domain/access/rules.ts";
import { getPayment, listHappenings, type PaymentDetail } from "#domain/payment/queries.ts";
import { paymentNo } from "#domain/payment/rules.ts";
import { findPaymentProvider } from "#domain/provider/queries.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { AskRefund, QueryNow } from "./actions.tsx";
import { Happenings } from "./happenings.tsx";
import { Refunds } from "./refunds.tsx";

export default async function PaymentPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireStaff("payment:read");
  const { id } = await params;
  const payment = await orAnswer(getPayment(ctx, id));
  const [t, happenings] = await Promise.all([getTranslations("payment"), listHappenings(ctx, payment)]);
  const on = findPaymentProvider(payment.provider) !== null;
  const most = payment.refundableMinor;
  const mayAsk = can(ctx.actor, "refund:request") && most > 0n;
  return (
    <ClientMessages of={["payment"]}>
      <PageHeader
        title={<Money minor={payment.amountMinor} />}
        description={payment.distributor?.name}
        crumbs={[{ href: "/admin/payments", label: t("title") }, { label: paymentNo(payment.no) }]}
        badge={<StatusBadge status={payment.state} label={t(`state.${payment.state}`)} />}
        actions={
          <>
            {on ? <QueryNow id={id} /> : null}
            {mayAsk ? <AskRefund paymentId={id} mostMinor={String(most)} /> : null}
          </>
        }
      />
      {payment.reason === "mismatch" ? (
        <Alert
          tone="danger"
          className="mb-4"
          action={can(ctx.actor, "incident:read") ? <TextLink href="/admin/incidents">{t("openIncidents")}</TextLink> : null}
        >
          {t("mismatch")}
        </Alert>
      ) : null}
      {on ? null : (
        <Alert tone="warning" className="mb-4">
          {t("off")}
        </Alert>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="grid gap-4">
          <Facts payment={payment} seesTopUp={can(ctx.actor, "topup:read")} />
          <Refunds payment={payment} me={ctx.actor.id} mayApprove={can(ctx.actor, "refund:approve")} />
        </div>
        <Card title={t("timeline")}>
          <Happenings items={happenings} />
        </Card>
      </div>
    </ClientMessages>
  );
}

async function Facts({ payment, seesTopUp }: { payment: PaymentDetail; seesTopUp: boolean }) {
  const t = await getTranslations("payment");
  const { distributor, topUpId, state } = payment;
  const paid = state === "PAID";
  const code = (text: string | null) => (text ? <span className="font-mono text-xs break-all">{text}</span> : null);
  return (
    <Card title={t("facts")}>
      <DescriptionList
        items={[
          {
            label: t("distributor"),
            value: distributor ? <TextLink href={`/admin/distributors/${distributor.id}`}>{distributor.name}</TextLink> : null,
          },
          { label: t("methodLabel"), value: t(`method.${payment.method}`) },
          { label: t("amount"), value: <Money minor={payment.amountMinor} /> },
          { label: t("fee"), value: paid ? <Money minor={payment.feeMinor} /> : null },
          { label: t("net"), value: paid ? <Money minor={payment.amountMinor - payment.feeMinor} /> : null },
          { label: t("refunded"), value: payment.refundedMinor > 0n ? <Money minor={payment.refundedMinor} /> : null },
          { label: t("outNo"), value: code(payment.outNo), wide: true },
          { label: t("ref"), value: code(payment.providerRef), wide: true },
          {
            label: t("topUp"),
            value: topUpId && seesTopUp ? <TextLink href={`/admin/topups/${topUpId}`}>{t("openTopUp")}</TextLink> : null,
          },
          { label: t("startedAt"), value: <DateTime at={payment.createdAt} seconds /> },
          ...(paid
            ? [{ label: t("paidAt"), value: <DateTime at={payment.paidAt!} seconds /> }]
            : [{ label: t("expiresAt"), value: <DateTime at={payment.expiresAt} seconds /> }]),
          ...(payment.closedAt ? [{ label: t("closedAt"), value: <DateTime at={payment.closedAt} seconds /> }] : []),
          ...(paid
            ? []
            : [
                { label: t("queries"), value: t("times", { count: payment.queryCount }) },
                {
                  label: t("nextQuery"),
                  value: payment.nextQueryAt ? <DateTime at={payment.nextQueryAt} seconds /> : t("noMore"),
                },
              ]),
          ...(payment.reason && payment.reason !== "mismatch" ? [{ label: t("reason"), value: payment.reason, wide: true }] : []),
        ]}
      />
    </Card>
  );
}
