import { ImageOff } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#domain/access/rules.ts";
import { getTopUp } from "#domain/topup/queries.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { DecideTopUp } from "./decide.tsx";

export default async function TopUpPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireStaff("topup:read");
  const { id } = await params;
  const [t, payment, topUp] = await Promise.all([
    getTranslations("topup"),
    getTranslations("payment"),
    orAnswer(getTopUp(ctx, id)),
  ]);
  const bank = topUp.method === "BANK";
  const pending = bank && topUp.status === "PENDING";
  const own = topUp.recordedById === ctx.actor.id;
  const mayDecide = can(ctx.actor, "topup:decide");
  return (
    <ClientMessages of={["topup"]}>
      <PageHeader
        title={<Money minor={topUp.amountMinor} />}
        description={topUp.distributor.name}
        crumbs={[{ href: "/admin/topups", label: t("title") }, { label: topUp.bankReference }]}
        badge={<StatusBadge status={topUp.status} label={t(`status.${topUp.status}`)} />}
        actions={
          pending && mayDecide ? (
            <DecideTopUp id={id} mayConfirm={!own} amountMinor={String(topUp.amountMinor)} name={topUp.distributor.name} />
          ) : null
        }
      />
      {pending ? (
        <Alert tone="warning" className="mb-4">
          {mayDecide ? t(own ? "ownRecord" : "checkBank") : t("waitsForFinance")}
        </Alert>
      ) : null}
      <div className="grid gap-4 lg:grid-cols-2">
        <Card title={t("facts")}>
          <DescriptionList
            items={[
              {
                label: t("distributor"),
                value: <TextLink href={`/admin/distributors/${topUp.distributorId}`}>{topUp.distributor.name}</TextLink>,
              },
              { label: t("amount"), value: <Money minor={topUp.amountMinor} /> },
              { label: t("method"), value: payment(`provider.${topUp.method}`) },
              {
                label: t(bank ? "bankReference" : "reference"),
                value: <span className="font-mono break-all">{topUp.bankReference}</span>,
              },
              ...(topUp.paymentId && can(ctx.actor, "payment:read")
                ? [
                    {
                      label: t("payment"),
                      value: <TextLink href={`/admin/payments/${topUp.paymentId}`}>{t("openPayment")}</TextLink>,
                    },
                  ]
                : []),
              { label: t("recordedAt"), value: <DateTime at={topUp.createdAt} /> },
              { label: t("recordedBy"), value: topUp.recordedBy },
              { label: t("decidedBy"), value: bank ? topUp.decidedBy : t("byProvider") },
              { label: t("decidedAt"), value: topUp.decidedAt ? <DateTime at={topUp.decidedAt} /> : null },
              ...(topUp.rejectReason ? [{ label: t("rejectReason"), value: topUp.rejectReason }] : []),
              { label: t("note"), value: topUp.note || null, wide: true },
            ]}
          />
        </Card>
        {bank ? (
          <Card title={t("proof")}>
            {topUp.proofFileId ? (
              <a href={`/api/files/${topUp.proofFileId}`} target="_blank" rel="noreferrer" title={t("openProof")}>
                <img
                  src={`/api/files/${topUp.proofFileId}`}
                  alt={t("proofOf", { reference: topUp.bankReference })}
                  className="max-h-128 w-full rounded-lg object-contain"
                />
              </a>
            ) : (
              <EmptyState icon={<ImageOff />} title={t("noProof")} text={t("noProofText")} />
            )}
          </Card>
        ) : null}
      </div>
    </ClientMessages>
  );
}
