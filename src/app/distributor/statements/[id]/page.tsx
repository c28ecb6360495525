import { getTranslations } from "next-intl/server";
import { InvoiceCard } from "#app/invoice-card.tsx";
import { PayoutsOfDocument } from "#app/payout-parts.tsx";
import { PeriodText } from "#app/period-text.tsx";
import { StatementAmounts, StatementFigures, StatementFiles } from "#app/statement-detail.tsx";
import { AdjustmentLines, LeftLines, StatementLines } from "#app/statement-lines.tsx";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { one, type Params } from "#components/table/href.ts";
import { StatusBadge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listItems } from "#domain/payout/queries.ts";
import { getSettings } from "#domain/setting/queries.ts";
import { getStatement, listStatementLines } from "#domain/settlement/queries.ts";
import { listStatementInvoices } from "#domain/settlement/queries-invoice.ts";
import { listLeftLines, listStatementAdjustments } from "#domain/settlement/queries-statement.ts";
import { statementNo } from "#domain/settlement/rules.ts";
import { orAnswer, requireDistributor } from "#trpc/server.ts";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

export default async function OwnStatementPage({ params, searchParams }: Props) {
  const ctx = await requireDistributor("statement:own");
  const [{ id }, search] = await Promise.all([params, searchParams]);
  const statement = await orAnswer(getStatement(ctx, id));
  const [t, lines, payouts, adjustments, left, invoices, settings] = await Promise.all([
    getTranslations("statement"),
    listStatementLines(ctx, id, { after: one(search.after), limit: 50 }),
    listItems(ctx, { statementId: id, limit: 20 }),
    listStatementAdjustments(ctx, id),
    listLeftLines(ctx, id),
    listStatementInvoices(ctx, id),
    getSettings(ctx),
  ]);
  return (
    <ClientMessages of={["statement"]}>
      <PageHeader
        title={t("titleOne", { no: statementNo(statement.no) })}
        crumbs={[{ href: "/distributor/statements", label: t("title") }, { label: statementNo(statement.no) }]}
        badge={<StatusBadge status={statement.status} label={t(`ownStatus.${statement.status}`)} />}
        actions={<StatementFiles id={id} />}
      />
      <StatementFigures statement={statement} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <StatementAmounts statement={statement} debtsHref="/distributor/debts" />
        <Card title={t("facts")} footer={t("periodNote")}>
          <DescriptionList
            items={[
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
        </Card>
        <PayoutsOfDocument items={payouts.items} own nothing={statement.netMinor === 0n} />
        <InvoiceCard statement={statement} invoices={invoices} required={settings.requireInvoice} may="send" />
      </div>
      <LeftLines rows={left} staff={false} />
      <AdjustmentLines rows={adjustments} />
      <StatementLines
        page={lines}
        params={search}
        staff={false}
        contestable={statement.status === "PAYABLE" ? statement.id : undefined}
      />
    </ClientMessages>
  );
}
