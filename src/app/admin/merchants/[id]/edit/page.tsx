import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { PageHeader } from "#components/ui/page-header.tsx";
import { getMerchant } from "#domain/merchant/queries.ts";
import { productOptions } from "#domain/product/queries.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { EditMerchantForm } from "../../merchant-form.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("merchant"))("edit") };
}

export default async function EditMerchantPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireStaff("merchant:manage");
  const id = z.uuid().safeParse((await params).id).data ?? notFound();
  const [t, merchant, products] = await Promise.all([
    getTranslations("merchant"),
    orAnswer(getMerchant(ctx, id)),
    productOptions(ctx, { fulfilment: "STORE" }),
  ]);
  const { name, contact, phone, region, address } = merchant;
  const initial = { name, contact, phone, region, address, productIds: merchant.products.map((product) => product.id) };
  const crumbs = [
    { href: "/admin/merchants", label: t("title") },
    { href: `/admin/merchants/${id}`, label: name },
    { label: t("edit") },
  ];
  return (
    <>
      <PageHeader title={t("edit")} crumbs={crumbs} />
      <EditMerchantForm id={id} initial={initial} products={products} />
    </>
  );
}
