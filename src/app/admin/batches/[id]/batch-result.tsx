import { Check, Download } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Alert } from "#components/ui/alert.tsx";
import { ButtonLink, buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Num } from "#components/ui/number.tsx";
import { SplitBar } from "#components/ui/progress.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { BatchDetail } from "#domain/batch/queries.ts";
import { fileProblems } from "#domain/batch/schema.ts";
import { voucherStatuses } from "#domain/voucher/schema.ts";

/** What became of every row, and where the vouchers are now. */
export async function BatchResult({ batch }: { batch: BatchDetail }) {
  const t = await getTranslations("batch");
  const { rowCount: rows, importedCount: imported, duplicateCount: duplicate, refusedCount: refused } = batch;
  const lines = duplicate + refused;
  return (
    <>
      <Ending batch={batch} />
      <StatGrid>
        <Stat label={t("rows")} value={<Num value={rows} />} />
        <Stat
          label={t("imported")}
          value={<Num value={imported} />}
          href={imported > 0 ? `/admin/vouchers?batchId=${batch.id}` : undefined}
        />
        <Stat label={t("duplicate")} value={<Num value={duplicate} />} href={duplicate > 0 ? "#issues" : undefined} />
        <Stat label={t("refused")} value={<Num value={refused} />} href={refused > 0 ? "#issues" : undefined} />
      </StatGrid>
      <Card
        title={t("done.title")}
        actions={
          lines > 0 ? (
            <a href={`/api/imports/${batch.id}/report`} download className={buttonClass()}>
              <Download aria-hidden="true" />
              {t("done.report")}
            </a>
          ) : null
        }
      >
        <div className="grid gap-4">
          <p className="flex flex-wrap items-center gap-2 text-sm">
            <span className="inline-flex items-center gap-1 font-medium text-success-soft-foreground">
              <Check aria-hidden="true" className="size-4" />
              {t("done.adds")}
            </span>
            <span className="tnum text-muted">{t("sum", { imported, duplicate, refused, rows })}</span>
          </p>
          {imported > 0 ? <Whereabouts batch={batch} /> : null}
        </div>
      </Card>
    </>
  );
}

async function Ending({ batch }: { batch: BatchDetail }) {
  const t = await getTranslations("batch");
  const count = batch.importedCount;
  if (batch.status === "CANCELLED")
    return (
      <Alert tone="warning" title={t("done.cancelledTitle")}>
        {t("done.cancelledText", { count })}
      </Alert>
    );
  if (batch.status !== "FAILED") return null;
  const problem = fileProblems.find((known) => known === batch.error);
  return (
    <Alert tone="danger" title={t("done.failedTitle")}>
      {problem ? t(`problem.${problem}`) : t("problem.INTERNAL")} {t("done.failedText", { count })}
    </Alert>
  );
}

const tones: Record<(typeof voucherStatuses)[number], Tone> = {
  IN_STOCK: "neutral",
  ALLOTTED: "accent",
  CLAIMED: "warning",
  REDEEMED: "success",
  EXPIRED: "neutral",
  VOIDED: "danger",
};

async function Whereabouts({ batch }: { batch: BatchDetail }) {
  const t = await getTranslations("batch");
  const status = await getTranslations("voucher.status");
  const parts = voucherStatuses.map((key) => ({
    key,
    value: batch.statusCounts[key] ?? 0,
    label: status(key),
    tone: tones[key],
  }));
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-sm font-medium">{t("done.vouchers")}</h3>
        <ButtonLink size="sm" href={`/admin/vouchers?batchId=${batch.id}`}>
          {t("done.viewAll")}
        </ButtonLink>
      </div>
      <SplitBar label={t("done.vouchers")} parts={parts} />
      <ul className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
        {parts
          .filter(({ value }) => value > 0)
          .map(({ key, value, label }) => (
            <li key={key}>
              <a className="hover:underline" href={`/admin/vouchers?batchId=${batch.id}&status=${key}`}>
                <span className="text-muted">{label}</span> <Num value={value} />
              </a>
            </li>
          ))}
      </ul>
    </div>
  );
}
