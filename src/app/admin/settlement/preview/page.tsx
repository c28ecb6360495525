import { ReceiptText } from "lucide-react";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { DataTable } from "#components/table/data-table.tsx";
import { one, type Params } from "#components/table/href.ts";
import { NumberedPagination } from "#components/table/pagination.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import { can } from "#domain/access/rules.ts";
import { type DraftRow, previewLimit, previewSettlement, type Sums } from "#domain/settlement/queries-preview.ts";
import { requireStaff } from "#trpc/server.ts";
import { Run } from "../preview.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("settlement.preview"))("page") };
}

/** What a run now would make, distributor by distributor. */
export default async function PreviewPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("settlement:read");
  const params = await searchParams;
  const [settlement, t, preview] = await Promise.all([
    getTranslations("settlement"),
    getTranslations("settlement.preview"),
    previewSettlement(ctx, { page: Number(one(params.page) ?? 1) }),
  ]);
  const { rows } = preview;
  return (
    <>
      <PageHeader
        title={t("page")}
        description={t("pageLead")}
        crumbs={[{ href: "/admin/settlement", label: settlement("title") }, { label: t("page") }]}
        actions={<Run preview={preview} mayRun={can(ctx.actor, "settlement:run")} />}
      />
      <Totals sums={preview.due} />
      {rows.total >= previewLimit ? (
        <Alert tone="warning" className="mb-4">
          {t("more", { count: previewLimit })}
        </Alert>
      ) : null}
      <DraftTable rows={rows.items} params={params} />
      <NumberedPagination params={params} page={rows.page} pageSize={rows.pageSize} total={rows.total} />
    </>
  );
}

function Totals({ sums }: { sums: Sums }) {
  const t = useTranslations("settlement.preview");
  const amounts = [
    { label: t("gross"), minor: sums.totalMinor, hint: t("dueHint", { lines: sums.lines }) },
    { label: t("adjustment"), minor: sums.adjustmentMinor },
    { label: t("tax"), minor: sums.taxMinor },
    { label: t("offset"), minor: sums.offsetMinor },
    { label: t("net"), minor: sums.netMinor },
  ];
  return (
    <StatGrid className="mb-5 lg:grid-cols-5!">
      {amounts.map(({ label, minor, hint }) => (
        <Stat key={label} label={label} value={<Money minor={minor} />} hint={hint} />
      ))}
    </StatGrid>
  );
}

function DraftTable({ rows, params }: { rows: DraftRow[]; params: Params }) {
  const t = useTranslations("settlement.preview");
  const amount = (key: "gross" | "adjustment" | "tax" | "offset", of: (row: DraftRow) => bigint) => ({
    key,
    header: t(key),
    align: "end" as const,
    cell: (row: DraftRow) => <Money minor={of(row)} className={of(row) === 0n ? "text-muted" : undefined} />,
  });
  return (
    <DataTable
      label={t("page")}
      rows={rows}
      rowKey={(row) => row.id}
      params={params}
      empty={<EmptyState icon={<ReceiptText />} title={t("none")} text={t("auto")} />}
      columns={[
        {
          key: "distributor",
          header: t("distributor"),
          primary: true,
          cell: (row) => (
            <TextLink href={`/admin/distributors/${row.distributorId}`} className="font-medium">
              {row.name}
            </TextLink>
          ),
        },
        { key: "lines", header: t("lines"), align: "end", cell: (row) => <Num value={row.lineCount} /> },
        amount("gross", (row) => row.totalMinor),
        amount("adjustment", (row) => row.adjustmentMinor),
        amount("tax", (row) => row.taxMinor),
        amount("offset", (row) => row.offsetMinor),
        {
          key: "net",
          header: t("net"),
          align: "end",
          cell: (row) => (
            <span className="inline-flex items-center gap-2">
              {row.carried ? <Badge tone="warning">{t("carriedRow")}</Badge> : null}
              <Money minor={row.netMinor} className="font-medium" />
            </span>
          ),
        },
      ]}
    />
  );
}
