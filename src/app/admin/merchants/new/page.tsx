import { getTranslations } from "next-intl/server";
import { PageHeader } from "#components/ui/page-header.tsx";
import { productOptions } from "#domain/product/queries.ts";
import { requireStaff } from "#trpc/server.ts";
import { CreateMerchantForm } from "../merchant-form.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("merchant"))("create") };
}

export default async function NewMerchantPage() {
  const ctx = await requireStaff("merchant:manage");
  const [t, products] = await Promise.all([getTranslations("merchant"), productOptions(ctx, { fulfilment: "STORE" })]);
  return (
    <>
      <PageHeader title={t("create")} crumbs={[{ href: "/admin/merchants", label: t("title") }, { label: t("create") }]} />
      <CreateMerchantForm products={products} />
    </>
  );
}
