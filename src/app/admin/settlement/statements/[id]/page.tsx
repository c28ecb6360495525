import { Banknote } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { InvoiceCard } from "#app/invoice-card.tsx";
import { PayoutsOfDocument } from "#app/payout-parts.tsx";
import { PeriodText } from "#app/period-text.tsx";
import { StatementAmounts, StatementFigures, StatementFiles } from "#app/statement-detail.tsx";
import { AdjustmentLines, LeftLines, StatementLines } from "#app/statement-lines.tsx";
import { one, type Params } from "#components/table/href.ts";
import { StatusBadge } from "#components/ui/badge.tsx";
import { ButtonLink, TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#domain/access/rules.ts";
import { listItems } from "#domain/payout/queries.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { getStatement, listStatementLines } from "#domain/settlement/queries.ts";
import { listStatementInvoices } from "#domain/settlement/queries-invoice.ts";
import { listLeftLines, listStatementAdjustments } from "#domain/settlement/queries-statement.ts";
import { settlementNo, statementNo } from "#domain/settlement/rules.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

export default async function StatementPage({ params, searchParams }: Props) {
  const ctx = await requireStaff("settlement:read");
  const [{ id }, search] = await Promise.all([params, searchParams]);
  const statement = await orAnswer(getStatement(ctx, id));
  const [t, payout, lines, payouts, adjustments, left, invoices, settings] = await Promise.all([
    getTranslations("statement"),
    getTranslations("payout"),
    listStatementLines(ctx, id, { after: one(search.after), limit: 50 }),
    can(ctx.actor, "payout:read") ? listItems(ctx, { statementId: id, limit: 20 }) : null,
    listStatementAdjustments(ctx, id),
    listLeftLines(ctx, id),
    listStatementInvoices(ctx, id),
    getSettings(ctx),
  ]);
  const no = statementNo(statement.no);
  return (
    <>
      <PageHeader
        title={t("titleOne", { no })}
        crumbs={[
          { href: "/admin/settlement", label: t("settlement") },
          { href: `/admin/settlement/runs/${statement.settlementId}`, label: settlementNo(statement.settlementNo) },
          { label: no },
        ]}
        badge={<StatusBadge status={statement.status} label={t(`status.${statement.status}`)} />}
        actions={<StatementFiles id={id} />}
      />
      <StatementFigures statement={statement} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <StatementAmounts statement={statement} debtsHref={`/admin/distributors/${statement.distributorId}?tab=debts`} />
        <Card title={t("facts")}>
          <DescriptionList
            items={[
              {
                label: t("distributor"),
                value: <TextLink href={`/admin/distributors/${statement.distributorId}`}>{statement.distributorName}</TextLink>,
              },
              {
                label: t("period"),
                value: (
                  <PeriodText period={{ cycle: statement.cycle, from: statement.periodFrom, to: statement.periodTo }} cycle />
                ),
              },
              { label: t("createdAt"), value: <DateTime at={statement.createdAt} /> },
              { label: t("paidAt"), value: <DateTime at={statement.paidAt} /> },
            ]}
          />
          <p className="mt-4 text-xs text-muted">{t("periodNote")}</p>
        </Card>
        {payouts ? (
          <PayoutsOfDocument
            items={payouts.items}
            own={false}
            nothing={statement.netMinor === 0n}
            action={
              statement.status === "PAYABLE" && can(ctx.actor, "payout:prepare") ? (
                <ButtonLink href={`/admin/payouts/new?statement=${id}`} variant="primary" icon={<Banknote />}>
                  {payout("prepare")}
                </ButtonLink>
              ) : null
            }
          />
        ) : null}
        <InvoiceCard
          statement={statement}
          invoices={invoices}
          required={settings.requireInvoice}
          may={can(ctx.actor, "tax:manage") ? "decide" : "look"}
        />
      </div>
      <LeftLines rows={left} staff />
      <AdjustmentLines rows={adjustments} />
      <StatementLines page={lines} params={search} staff />
    </>
  );
}
