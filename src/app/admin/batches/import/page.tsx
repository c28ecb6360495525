import { Package } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { one, type Params } from "#components/table/href.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { limits } from "#domain/batch/schema.ts";
import { listFilterChoices } from "#domain/voucher/queries.ts";
import { requireStaff } from "#trpc/server.ts";
import { UploadForm } from "./upload-form.tsx";

export default async function ImportPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("batch:manage");
  const { productId } = await searchParams;
  const t = await getTranslations("batch");
  const { products } = await listFilterChoices(ctx);
  const create = (
    <ButtonLink href="/admin/products/new" variant="primary">
      {t("upload.createProduct")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={t("upload.title")}
        description={t("upload.lead")}
        crumbs={[{ href: "/admin/batches", label: t("title") }, { label: t("upload.title") }]}
      />
      {products.length === 0 ? (
        <Card>
          <EmptyState icon={<Package />} title={t("upload.noProducts")} text={t("upload.noProductsText")} action={create} />
        </Card>
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <ClientMessages of={["batch"]}>
            <UploadForm products={products.map(({ id, name }) => ({ value: id, label: name }))} productId={one(productId)} />
          </ClientMessages>
          <Rules />
        </div>
      )}
    </>
  );
}

async function Rules() {
  const t = await getTranslations("batch.upload");
  return (
    <Card title={t("rulesTitle")}>
      <ul className="grid list-disc gap-2 pl-4 text-sm text-muted">
        <li>{t("rules.normalise")}</li>
        <li>{t("rules.length", { min: limits.codeShortest, max: limits.codeLongest })}</li>
        <li>{t("rules.unique")}</li>
        <li>{t("rules.excel")}</li>
        <li>{t("rules.expiry")}</li>
        <li>{t("rules.unclosed")}</li>
      </ul>
    </Card>
  );
}
