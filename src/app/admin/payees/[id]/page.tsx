import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { DataTable } from "#components/table/data-table.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime, formatDateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#domain/access/rules.ts";
import { getPayee, type PayeeDetail } from "#domain/payee/queries.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { AuditTrail } from "../../audit-trail.tsx";
import { PayeeBadge, PayeeNumber } from "../parts.tsx";
import { DecidePayee, RetirePayee } from "./decide.tsx";
import { RevealNumber } from "./reveal-number.tsx";

export default async function PayeePage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireStaff("payee:read");
  const { id } = await params;
  const [t, payee] = await Promise.all([getTranslations("payee"), orAnswer(getPayee(ctx, id))]);
  const mayDecide = can(ctx.actor, "payee:verify");
  return (
    <ClientMessages of={["payee"]}>
      <PageHeader
        title={payee.holderName}
        description={<PayeeNumber row={payee} sharedWith={payee.twins.length} />}
        crumbs={[{ href: "/admin/payees", label: t("title") }, { label: payee.holderName }]}
        badge={<PayeeBadge row={payee} now={ctx.now} />}
        actions={mayDecide ? <Actions payee={payee} /> : null}
      />
      <div className="mb-4 grid gap-3 empty:hidden">
        <Notices payee={payee} mayDecide={mayDecide} now={ctx.now} />
      </div>
      <div className="grid gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid content-start gap-4">
          <Facts payee={payee} mayReveal={mayDecide} />
          {payee.twins.length > 0 ? <Twins payee={payee} now={ctx.now} /> : null}
          <Others payee={payee} now={ctx.now} />
        </div>
        <AuditTrail type="payee" id={id} title={t("history")} />
      </div>
    </ClientMessages>
  );
}

function Actions({ payee: { id, status, holderName, numberMasked } }: { payee: PayeeDetail }) {
  if (status === "PENDING") return <DecidePayee id={id} holder={holderName} number={numberMasked} />;
  return status === "ACTIVE" ? <RetirePayee id={id} number={numberMasked} /> : null;
}

type NoticesProps = { payee: PayeeDetail; mayDecide: boolean; now: Date };

async function Notices({ payee, mayDecide, now }: NoticesProps) {
  const ctx = await requireStaff("payee:read");
  const [t, locale, settings] = await Promise.all([getTranslations("payee"), getLocale(), getSettings(ctx)]);
  const { status, kind, usableFrom, others, twins } = payee;
  const pending = status === "PENDING";
  const former = pending ? others.find((one) => one.kind === kind && one.status === "ACTIVE") : null;
  const hours = settings.payeeCoolingHours;
  return (
    <>
      {twins.length > 0 && (pending || status === "ACTIVE") ? (
        <Alert tone="danger" title={t("twinsTitle")}>
          {t("twinsText")}
        </Alert>
      ) : null}
      {payee.distributorStatus === "FROZEN" ? <Alert tone="warning">{t("frozen")}</Alert> : null}
      {pending ? (
        <Alert tone="warning">
          {mayDecide ? (hours > 0 ? t("check", { hours }) : t("checkNow")) : t("waits")}
          {former ? (
            <span className="mt-1 block">{t("replaces", { kind: t(`kind.${kind}`), number: former.numberMasked })}</span>
          ) : null}
        </Alert>
      ) : null}
      {status === "ACTIVE" && usableFrom > now ? (
        <Alert tone="accent">{t("cooling", { until: formatDateTime(usableFrom, { locale }) })}</Alert>
      ) : null}
    </>
  );
}

async function Facts({ payee, mayReveal }: { payee: PayeeDetail; mayReveal: boolean }) {
  const t = await getTranslations("payee");
  const { kind, status, bankName, branchName, distributorId } = payee;
  return (
    <Card title={t("facts")}>
      <DescriptionList
        items={[
          {
            label: t("distributor"),
            value: <TextLink href={`/admin/distributors/${distributorId}`}>{payee.distributorName}</TextLink>,
          },
          { label: t("kindLabel"), value: t(`kind.${kind}`) },
          { label: t("holder"), value: payee.holderName },
          {
            label: t("number"),
            value: <RevealNumber id={payee.id} masked={payee.numberMasked} may={mayReveal && payee.numberMasked !== "—"} />,
          },
          ...(kind === "BANK"
            ? [
                { label: t("bank"), value: bankName || null },
                { label: t("branch"), value: branchName || null },
              ]
            : []),
          { label: t("addedAt"), value: <DateTime at={payee.createdAt} /> },
          { label: t("addedBy"), value: payee.addedBy },
          ...(payee.decidedAt
            ? [
                { label: t("decidedAt"), value: <DateTime at={payee.decidedAt} /> },
                { label: t("decidedBy"), value: payee.decidedBy },
              ]
            : []),
          ...(status === "ACTIVE" ? [{ label: t("usableFrom"), value: <DateTime at={payee.usableFrom} /> }] : []),
          ...(payee.retiredAt ? [{ label: t("retiredAt"), value: <DateTime at={payee.retiredAt} /> }] : []),
          ...(payee.rejectReason ? [{ label: t("rejectReason"), value: payee.rejectReason, wide: true }] : []),
        ]}
      />
    </Card>
  );
}

type ListProps = { payee: PayeeDetail; now: Date };

async function Twins({ payee, now }: ListProps) {
  const t = await getTranslations("payee");
  return (
    <Card flush title={t("twins")}>
      <DataTable
        bare
        label={t("twins")}
        rows={payee.twins}
        rowKey={(row) => row.id}
        rowHref={(row) => `/admin/payees/${row.id}`}
        columns={[
          {
            key: "distributor",
            header: t("distributor"),
            primary: true,
            cell: (row) => row.distributorName,
          },
          { key: "holder", header: t("holder"), cell: (row) => row.holderName },
          { key: "status", header: t("statusLabel"), cell: (row) => <PayeeBadge row={{ ...row, usableFrom: now }} now={now} /> },
        ]}
      />
    </Card>
  );
}

async function Others({ payee, now }: ListProps) {
  const t = await getTranslations("payee");
  return (
    <Card flush title={t("others")}>
      <DataTable
        bare
        label={t("others")}
        rows={payee.others}
        rowKey={(row) => row.id}
        rowHref={(row) => `/admin/payees/${row.id}`}
        empty={<EmptyState title={t("othersEmpty")} text={t("othersEmptyText")} />}
        columns={[
          { key: "number", header: t("number"), primary: true, cell: (row) => <PayeeNumber row={row} /> },
          { key: "kind", header: t("kindLabel"), cell: (row) => t(`kind.${row.kind}`) },
          { key: "status", header: t("statusLabel"), cell: (row) => <PayeeBadge row={row} now={now} /> },
          { key: "at", header: t("addedAt"), phone: "hide", cell: (row) => <DateTime at={row.createdAt} /> },
        ]}
      />
    </Card>
  );
}
