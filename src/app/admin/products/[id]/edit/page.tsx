import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listLevels } from "#domain/level/queries.ts";
import { getProduct, listCategories } from "#domain/product/queries.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { valuesOf } from "../../form-values.ts";
import { ProductForm } from "../../product-form.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("product"))("edit") };
}

export default async function EditProductPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireStaff("product:manage");
  const id = z.uuid().safeParse((await params).id).data ?? notFound();
  const [t, levels, categories, product] = await Promise.all([
    getTranslations("product"),
    listLevels(ctx),
    listCategories(ctx),
    orAnswer(getProduct(ctx, id)),
  ]);
  const crumbs = [
    { href: "/admin/products", label: t("title") },
    { href: `/admin/products/${id}`, label: product.name },
    { label: t("edit") },
  ];
  return (
    <>
      <PageHeader title={t("edit")} crumbs={crumbs} />
      <ProductForm
        initial={valuesOf(product)}
        levels={levels}
        categories={categories}
        editing={{ id, updatedAt: product.updatedAt.toISOString(), hasVouchers: product.voucherCount > 0 }}
      />
    </>
  );
}
