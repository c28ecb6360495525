import { CalendarClock, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { FilterBar } from "#components/table/filter-bar.tsx";
import { hrefWith, one, type Params } from "#components/table/href.ts";
import { KeysetPagination } from "#components/table/pagination.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { ButtonLink, TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import { can } from "#domain/access/rules.ts";
import { getDay, listLines } from "#domain/reconciliation/queries.ts";
import { lineKinds, lineOutcomes } from "#domain/reconciliation/rules.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { FetchButton, RunButton } from "./actions.tsx";
import { LineTable } from "./line-table.tsx";
import { OurSide, Statements } from "./our-side.tsx";

type Props = { params: Promise<{ provider: string; day: string }>; searchParams: Promise<Params> };

export default async function DayPage({ params, searchParams }: Props) {
  const ctx = await requireStaff("payment:read");
  const [asked, search] = await Promise.all([params, searchParams]);
  const found = await orAnswer(getDay(ctx, asked));
  const { provider, day, reconciliation, statements } = found;
  const mayRun = can(ctx.actor, "reconciliation:run");
  const outcome = lineOutcomes.find((value) => value === one(search.outcome));
  const left = one(search.outcome) === undefined && (reconciliation?.extraCount ?? 0) + (reconciliation?.differentCount ?? 0) > 0;
  const [t, pay, page] = await Promise.all([
    getTranslations("reconciliation"),
    getTranslations("payment.provider"),
    listLines(ctx, {
      ...{ provider, day, outcome, left, q: one(search.q), after: one(search.after) },
      kind: lineKinds.find((value) => value === one(search.kind)),
    }),
  ]);
  return (
    <>
      <PageHeader
        title={`${pay(provider)} · ${day}`}
        description={
          reconciliation ? (
            <>
              {t("ranAt")} <DateTime at={reconciliation.ranAt} />
            </>
          ) : (
            t("never")
          )
        }
        crumbs={[{ href: "/admin/reconciliation", label: t("title") }, { label: day }]}
        actions={mayRun ? <Actions found={found} /> : null}
      />
      {statements.length === 0 ? (
        <Waiting provider={provider} canFetch={found.canFetch} mayRun={mayRun} />
      ) : (
        <>
          {reconciliation ? <Sides row={reconciliation} /> : null}
          <OurSide leftovers={found.leftovers} incidents={found.incidents} />
          <LinkTabs
            label={t("lines")}
            current={left ? "LEFT" : (outcome ?? "ALL")}
            tabs={[
              { key: "LEFT", href: hrefWith(search, { outcome: null, after: null }), label: t("left") },
              ...(["EXTRA", "DIFFERENT", "MATCHED"] as const).map((key) => ({
                key,
                href: hrefWith(search, { outcome: key, after: null }),
                label: t(`outcome.${key}`),
              })),
              { key: "ALL", href: hrefWith(search, { outcome: "ALL", after: null }), label: t("allLines") },
            ]}
          />
          <FilterBar
            search={{ placeholder: t("search") }}
            selects={[
              { key: "kind", label: t("kindLabel"), options: lineKinds.map((value) => ({ value, label: t(`kind.${value}`) })) },
            ]}
          />
          <LineTable rows={page.items} params={search} />
          <KeysetPagination params={search} count={page.items.length} next={page.next} />
          <Statements rows={statements} />
        </>
      )}
    </>
  );
}

type Found = Awaited<ReturnType<typeof getDay>>;

function Actions({ found }: { found: Found }) {
  const t = useTranslations("reconciliation");
  const { provider, day, canFetch, statements } = found;
  return (
    <>
      <ButtonLink href={`/admin/reconciliation/upload?provider=${provider}`} icon={<Upload />}>
        {t("upload")}
      </ButtonLink>
      {canFetch ? <FetchButton provider={provider} day={day} again={statements.length > 0} /> : null}
      {statements.length > 0 ? <RunButton provider={provider} day={day} /> : null}
    </>
  );
}

function Waiting({ provider, canFetch, mayRun }: { provider: string; canFetch: boolean; mayRun: boolean }) {
  const t = useTranslations("reconciliation");
  const upload = mayRun ? (
    <TextLink href={`/admin/reconciliation/upload?provider=${provider}`}>{t("upload")}</TextLink>
  ) : undefined;
  return (
    <Card>
      <EmptyState
        icon={<CalendarClock />}
        title={t("waitingTitle")}
        text={t(canFetch ? "waitingFetch" : "waitingUpload")}
        action={upload}
      />
    </Card>
  );
}

type Row = NonNullable<Found["reconciliation"]>;

function Sides({ row }: { row: Row }) {
  const t = useTranslations("reconciliation");
  const square = row.providerMinor === row.documentMinor && row.documentMinor === row.ledgerMinor;
  const count = (value: number) => <Num value={value} />;
  return (
    <>
      <StatGrid columns={3} className="mb-4 max-sm:grid-cols-1!">
        <Stat label={t("provider")} value={<Money minor={row.providerMinor} />} />
        <Stat label={t("documents")} value={<Money minor={row.documentMinor} />} />
        <Stat label={t("books")} value={<Money minor={row.ledgerMinor} />} />
      </StatGrid>
      <Alert tone={square ? "success" : "warning"} className="mb-4">
        {t("sidesHint")}
      </Alert>
      <StatGrid columns={5} className="mb-4">
        <Stat label={t("matched")} value={count(row.matchedCount)} />
        <Stat label={t("extra")} value={count(row.extraCount)} />
        <Stat label={t("different")} value={count(row.differentCount)} />
        <Stat label={t("missing")} value={count(row.missingCount)} />
        <Stat label={t("ledger")} value={count(row.ledgerCount)} />
      </StatGrid>
    </>
  );
}
