import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { StatusBadge } from "#components/ui/badge.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#domain/access/rules.ts";
import { type BatchDetail, getBatch, listIssues } from "#domain/batch/queries.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { fileSize } from "../import/file-size.ts";
import { BatchProgress } from "./batch-progress.tsx";
import { BatchResult } from "./batch-result.tsx";
import { ImportSetup } from "./import-setup.tsx";
import { IssueList } from "./issue-list.tsx";
import { VoidBatchButton } from "./void-batch-button.tsx";

const live = ["IN_STOCK", "ALLOTTED", "CLAIMED"];

export default async function BatchPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireStaff("voucher:read");
  const batch = await orAnswer(getBatch(ctx, (await params).id));
  const t = await getTranslations("batch");
  const manages = can(ctx.actor, "batch:manage");
  const working = batch.status === "QUEUED" || batch.status === "RUNNING";
  const over = batch.status === "DONE" || batch.status === "CANCELLED" || batch.status === "FAILED";
  const left = live.reduce((sum, status) => sum + (batch.statusCounts[status] ?? 0), 0);
  const mayVoid = over && left > 0 && can(ctx.actor, "voucher:void");
  return (
    <ClientMessages of={["batch"]}>
      <PageHeader
        title={t("no", { no: batch.no })}
        description={batch.product.name}
        crumbs={[{ href: "/admin/batches", label: t("title") }, { label: t("no", { no: batch.no }) }]}
        badge={<StatusBadge status={batch.status} label={t(`status.${batch.status}`)} />}
        actions={mayVoid ? <VoidBatchButton id={batch.id} counts={batch.statusCounts} left={left} /> : null}
      />
      <div className="grid gap-4">
        {batch.status === "UPLOADED" && manages ? <ImportSetup id={batch.id} isWorkbook={batch.format === "xlsx"} /> : null}
        {working ? <BatchProgress id={batch.id} generated={batch.source === "GENERATED"} mayCancel={manages} /> : null}
        {over ? <BatchResult batch={batch} /> : null}
        <Facts batch={batch} />
        {over && batch.listedIssues > 0 ? (
          <IssueList
            batchId={batch.id}
            first={await listIssues(ctx, { batchId: batch.id })}
            kinds={batch.issueKinds}
            listed={batch.listedIssues}
            total={batch.duplicateCount + batch.refusedCount}
          />
        ) : null}
      </div>
    </ClientMessages>
  );
}

async function Facts({ batch }: { batch: BatchDetail }) {
  const t = await getTranslations("batch");
  const { plan, generated, fileSize: size } = batch;
  const format = [batch.format?.toUpperCase(), plan && batch.format !== "xlsx" ? t(`setup.encodings.${plan.encoding}`) : null];
  return (
    <Card>
      <DescriptionList
        columns={3}
        items={[
          { label: t("product"), value: <TextLink href={`/admin/products/${batch.product.id}`}>{batch.product.name}</TextLink> },
          { label: t("sourceLabel"), value: t(`source.${batch.source}`) },
          ...(batch.fileName
            ? [
                { label: t("file"), value: `${batch.fileName}${size === null ? "" : ` · ${fileSize(Number(size))}`}` },
                { label: t("format"), value: format.filter(Boolean).join(" · ") },
              ]
            : []),
          ...(generated
            ? [{ label: t("gen.details"), value: `${generated.prefix}${"•".repeat(generated.length)} · ${generated.quantity}` }]
            : []),
          { label: t("cost"), value: batch.costMinor === null ? null : <Money minor={batch.costMinor} /> },
          { label: t("note"), value: batch.note || null },
          { label: t("createdBy"), value: batch.createdBy },
          { label: t("createdAt"), value: <DateTime at={batch.createdAt} /> },
          { label: t("finishedAt"), value: batch.finishedAt ? <DateTime at={batch.finishedAt} /> : null },
        ]}
      />
    </Card>
  );
}
