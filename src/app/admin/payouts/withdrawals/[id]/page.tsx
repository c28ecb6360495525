import { getLocale, getTranslations } from "next-intl/server";
import { PayoutsOfDocument } from "#app/payout-parts.tsx";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { ButtonLink, TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime, formatDateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { formatMoney, Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#domain/access/rules.ts";
import { getBalances } from "#domain/ledger/queries.ts";
import { listPayees } from "#domain/payee/queries.ts";
import { listItems } from "#domain/payout/queries.ts";
import { getWithdrawal, type WithdrawalRow } from "#domain/withdrawal/queries.ts";
import { withdrawalNo } from "#domain/withdrawal/rules.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { AuditTrail } from "../../../audit-trail.tsx";
import { PayeeBadge, PayeeNumber } from "../../../payees/parts.tsx";
import { DecideWithdrawal } from "./decide.tsx";

export default async function WithdrawalPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireStaff("payout:read");
  const { id } = await params;
  const [t, payout, row] = await Promise.all([
    getTranslations("withdrawal"),
    getTranslations("payout"),
    orAnswer(getWithdrawal(ctx, id)),
  ]);
  const items = await listItems(ctx, { withdrawalId: id });
  const { status, amountMinor, distributorName } = row;
  const mayDecide = can(ctx.actor, "payout:approve");
  const mayPrepare = can(ctx.actor, "payout:prepare");
  return (
    <ClientMessages of={["withdrawal"]}>
      <PageHeader
        title={<Money minor={amountMinor} />}
        description={distributorName}
        crumbs={[
          { href: "/admin/payouts", label: payout("title") },
          { href: "/admin/payouts/withdrawals", label: t("title") },
          { label: withdrawalNo(row.no) },
        ]}
        badge={<StatusBadge status={status} label={t(`status.${status}`)} />}
        actions={
          status === "REQUESTED" && mayDecide ? (
            <DecideWithdrawal id={id} amountMinor={String(amountMinor)} name={distributorName} />
          ) : null
        }
      />
      <Notice row={row} mayDecide={mayDecide} mayPrepare={mayPrepare} />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid content-start gap-4">
          <Facts row={row} />
          {items.items.length > 0 || status === "APPROVED" ? <PayoutsOfDocument items={items.items} own={false} /> : null}
          <AuditTrail type="withdrawal" id={id} title={t("history")} />
        </div>
        <div className="grid content-start gap-4">
          <BalancesCard distributorId={row.distributorId} />
          {can(ctx.actor, "payee:read") ? <AccountsCard distributorId={row.distributorId} /> : null}
        </div>
      </div>
    </ClientMessages>
  );
}

type NoticeProps = { row: WithdrawalRow; mayDecide: boolean; mayPrepare: boolean };

async function Notice({ row: { status }, mayDecide, mayPrepare }: NoticeProps) {
  const t = await getTranslations("withdrawal");
  if (status === "REQUESTED")
    return (
      <Alert tone="warning" className="mb-4">
        {t(mayDecide ? "check" : "waits")}
      </Alert>
    );
  if (status !== "APPROVED") return null;
  const prepare = mayPrepare ? <ButtonLink href="/admin/payouts/new">{t("prepare")}</ButtonLink> : null;
  return (
    <Alert tone="accent" className="mb-4" action={prepare}>
      {t("approvedText")}
    </Alert>
  );
}

async function Facts({ row }: { row: WithdrawalRow }) {
  const t = await getTranslations("withdrawal");
  return (
    <Card title={t("facts")}>
      <DescriptionList
        items={[
          { label: t("no"), value: <span className="font-mono">{withdrawalNo(row.no)}</span> },
          {
            label: t("distributor"),
            value: <TextLink href={`/admin/distributors/${row.distributorId}`}>{row.distributorName}</TextLink>,
          },
          { label: t("amount"), value: <Money minor={row.amountMinor} /> },
          { label: t("requestedBy"), value: row.requestedBy },
          { label: t("requestedAt"), value: <DateTime at={row.createdAt} /> },
          ...(row.decidedAt
            ? [
                { label: t("decidedBy"), value: row.decidedBy },
                { label: t("decidedAt"), value: <DateTime at={row.decidedAt} /> },
              ]
            : []),
          ...(row.paidAt ? [{ label: t("paidAt"), value: <DateTime at={row.paidAt} /> }] : []),
          ...(row.rejectReason ? [{ label: t("rejectReason"), value: row.rejectReason, wide: true }] : []),
        ]}
      />
    </Card>
  );
}

/** What else there is between him and us: it helps to decide. */
async function BalancesCard({ distributorId }: { distributorId: string }) {
  const ctx = await requireStaff("payout:read");
  const [t, locale, balances] = await Promise.all([getTranslations("withdrawal"), getLocale(), getBalances(ctx, distributorId)]);
  const owed = balances.receivableMinor;
  return (
    <Card
      title={t("balances")}
      actions={<TextLink href={`/admin/distributors/${distributorId}?tab=balance`}>{t("seeBalance")}</TextLink>}
    >
      {owed > 0n ? (
        <Alert tone="warning" className="mb-4">
          {t("owes", { amount: formatMoney(owed, { locale }) })}
        </Alert>
      ) : null}
      <DescriptionList
        columns={1}
        items={[
          {
            label: t("prepaid"),
            value: (
              <>
                <Money minor={balances.prepaidMinor} /> <span className="block text-xs text-muted">{t("prepaidHint")}</span>
              </>
            ),
          },
          { label: t("outgoing"), value: <Money minor={balances.outgoingMinor} /> },
        ]}
      />
    </Card>
  );
}

async function AccountsCard({ distributorId }: { distributorId: string }) {
  const ctx = await requireStaff("payee:read");
  const [t, kinds, locale, page] = await Promise.all([
    getTranslations("withdrawal"),
    getTranslations("payee.kind"),
    getLocale(),
    listPayees(ctx, { distributorId, status: "ACTIVE", limit: 10 }),
  ]);
  return (
    <Card
      title={t("account")}
      actions={<TextLink href={`/admin/payees?distributorId=${distributorId}`}>{t("seeAccounts")}</TextLink>}
    >
      {page.items.length === 0 ? <p className="text-sm text-muted">{t("noAccount")}</p> : null}
      <ul className="grid gap-4 text-sm">
        {page.items.map((row) => (
          <li key={row.id} className="grid gap-1">
            <span className="flex flex-wrap items-center justify-between gap-2">
              <TextLink href={`/admin/payees/${row.id}`}>{row.holderName}</TextLink>
              <PayeeBadge row={row} now={ctx.now} />
            </span>
            <span className="text-muted">
              {row.bankName ? null : `${kinds(row.kind)} `}
              <PayeeNumber row={row} sharedWith={row.sharedWith} />
            </span>
            {row.usableFrom > ctx.now ? (
              <span className="text-xs text-muted">
                {t("coolingUntil", { until: formatDateTime(row.usableFrom, { locale }) })}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
