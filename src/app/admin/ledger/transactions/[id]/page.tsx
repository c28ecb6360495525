import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { DataTable } from "#components/table/data-table.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { getTransaction, type TransactionEntry } from "#domain/report/queries-transactions.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { ActorText } from "../../actor-text.tsx";
import { DocumentLink, KindText, Side } from "../../parts.tsx";

export default async function TransactionPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireStaff("ledger:read");
  const { id } = await params;
  const [t, row] = await Promise.all([getTranslations("ledger"), orAnswer(getTransaction(ctx, id))]);
  const linked = row.reversedById ?? row.reversesId;
  return (
    <>
      <PageHeader
        title={<KindText kind={row.kind} />}
        crumbs={[
          { href: "/admin/ledger", label: t("title") },
          { href: "/admin/ledger/transactions", label: t("tabs.transactions") },
          { label: t("transactionOne") },
        ]}
      />
      {linked ? (
        <Alert tone="warning" className="mb-4">
          <TextLink href={`/admin/ledger/transactions/${linked}`}>{t(row.reversedById ? "reversedBy" : "reverses")}</TextLink>
        </Alert>
      ) : null}
      <Card className="mb-4">
        <DescriptionList
          columns={3}
          items={[
            { label: t("amount"), value: <Money minor={row.amountMinor} className="font-semibold" /> },
            { label: t("at"), value: <DateTime at={row.at} seconds /> },
            { label: t("by"), value: <ActorText kind={row.actorKind} name={row.actorName} /> },
            { label: t("document"), value: <DocumentLink document={row.document} /> },
            { label: t("reference"), value: <span className="font-mono text-xs break-all">{row.reference}</span> },
            { label: t("memo"), value: row.memo },
          ]}
        />
      </Card>
      <EntryTable entries={row.entries} />
    </>
  );
}

function EntryTable({ entries }: { entries: TransactionEntry[] }) {
  const t = useTranslations("ledger");
  return (
    <DataTable
      label={t("entries")}
      rows={entries}
      rowKey={(entry) => String(entry.id)}
      rowHref={(entry) => `/admin/ledger/accounts/${entry.accountId}`}
      columns={[
        {
          key: "account",
          header: t("account"),
          primary: true,
          cell: (entry) => (
            <span>
              {t(`kind.${entry.kind}`)}
              {entry.ownerName ? <span className="text-muted"> · {entry.ownerName}</span> : null}
            </span>
          ),
        },
        { key: "debit", header: t("debit"), align: "end", cell: (entry) => <Side minor={entry.amountMinor} side="debit" /> },
        { key: "credit", header: t("credit"), align: "end", cell: (entry) => <Side minor={entry.amountMinor} side="credit" /> },
        {
          key: "after",
          header: t("after"),
          align: "end",
          cell: (entry) =>
            entry.balanceAfterMinor === null ? <span className="text-muted">—</span> : <Money minor={entry.balanceAfterMinor} />,
        },
      ]}
    />
  );
}
