import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { one, type Params } from "#components/table/href.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listLevels } from "#domain/level/queries.ts";
import { getProduct, listCategories } from "#domain/product/queries.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { emptyValues, valuesOf } from "../form-values.ts";
import { ProductForm } from "../product-form.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("product"))("create") };
}

/** ?from=<id> starts from a copy of that product. */
export default async function NewProductPage({ searchParams }: { searchParams: Promise<Params> }) {
  const ctx = await requireStaff("product:manage");
  const from = z.uuid().safeParse(one((await searchParams).from)).data;
  const [t, levels, categories, origin] = await Promise.all([
    getTranslations("product"),
    listLevels(ctx),
    listCategories(ctx),
    from ? orAnswer(getProduct(ctx, from)) : null,
  ]);
  const initial = origin ? { ...valuesOf(origin), name: t("copyName", { name: origin.name }).slice(0, 80) } : emptyValues(levels);
  return (
    <>
      <PageHeader title={t("create")} crumbs={[{ href: "/admin/products", label: t("title") }, { label: t("create") }]} />
      <ProductForm initial={initial} levels={levels} categories={categories} />
    </>
  );
}
