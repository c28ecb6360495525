import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages.tsx";
import { one, type Params } from "#components/table/href.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listFilterChoices } from "#domain/voucher/queries.ts";
import { requireStaff } from "#trpc/server.ts";
import { GenerateForm } from "./generate-form.tsx";

export default async function GeneratePage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("batch:manage");
  const { productId } = await searchParams;
  const t = await getTranslations("batch");
  const { products } = await listFilterChoices(ctx);
  return (
    <>
      <PageHeader
        title={t("gen.title")}
        description={t("gen.lead")}
        crumbs={[{ href: "/admin/batches", label: t("title") }, { label: t("gen.title") }]}
      />
      <ClientMessages of={["batch"]}>
        <GenerateForm products={products.map(({ id, name }) => ({ value: id, label: name }))} productId={one(productId)} />
      </ClientMessages>
    </>
  );
}
