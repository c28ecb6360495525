import { Copy, Pencil } from "lucide-react";
import { notFound } from "next/navigation";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { one, type Params } from "#components/table/href.ts";
import { Badge } from "#components/ui/badge.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { can } from "#domain/access/rules.ts";
import { getProduct, type ProductDetail } from "#domain/product/queries.ts";
import { orAnswer, requireStaff } from "#trpc/server.ts";
import { SaleSwitch } from "../sale-switch.tsx";
import { OverviewTab } from "./overview-tab.tsx";
import { PricesTab } from "./prices-tab.tsx";
import { VouchersTab } from "./vouchers-tab.tsx";

const tabs = ["overview", "prices", "vouchers"] as const;
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

export async function generateMetadata() {
  return { title: (await getTranslations("product"))("title") };
}

export default async function ProductPage({ params, searchParams }: Props) {
  const ctx = await requireStaff("product:read");
  const id = z.uuid().safeParse((await params).id).data ?? notFound();
  const product = await orAnswer(getProduct(ctx, id));
  const wanted = one((await searchParams).tab);
  const tab = tabs.find((name) => name === wanted) ?? "overview";
  return <ProductView product={product} tab={tab} now={ctx.now} manages={can(ctx.actor, "product:manage")} />;
}

type ViewProps = { product: ProductDetail; tab: (typeof tabs)[number]; now: Date; manages: boolean };

function ProductView({ product, tab, now, manages }: ViewProps) {
  const t = useTranslations("product");
  const priced = product.prices.some((price) => price.priceMinor !== null);
  return (
    <>
      <PageHeader
        title={product.name}
        crumbs={[{ href: "/admin/products", label: t("title") }, { label: product.name }]}
        badge={
          <Badge tone={product.onSale ? "success" : "neutral"} dot>
            {t(product.onSale ? "sale.on" : "sale.off")}
          </Badge>
        }
        actions={
          manages ? (
            <>
              <ButtonLink href={`/admin/products/new?from=${product.id}`} icon={<Copy />}>
                {t("duplicate")}
              </ButtonLink>
              <SaleSwitch id={product.id} name={product.name} onSale={product.onSale} priced={priced} as="button" />
              <ButtonLink href={`/admin/products/${product.id}/edit`} variant="primary" icon={<Pencil />}>
                {t("edit")}
              </ButtonLink>
            </>
          ) : undefined
        }
      />
      <LinkTabs
        label={t("tab.label")}
        current={tab}
        tabs={tabs.map((key) => ({ key, href: key === "overview" ? "?" : `?tab=${key}`, label: t(`tab.${key}`) }))}
      />
      {tab === "overview" ? <OverviewTab product={product} now={now} /> : null}
      {tab === "prices" ? <PricesTab product={product} /> : null}
      {tab === "vouchers" ? <VouchersTab product={product} manages={manages} /> : null}
    </>
  );
}
