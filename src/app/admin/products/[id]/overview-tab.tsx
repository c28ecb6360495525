import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { TextLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTime } from "#components/ui/date-time.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Money } from "#components/ui/money.tsx";
import { Num } from "#components/ui/number.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import type { ProductDetail } from "#domain/product/queries.ts";
import { hasEnded } from "#domain/product/rules.ts";
import { ProductImage } from "../product-image.tsx";

export function OverviewTab({ product, now }: { product: ProductDetail; now: Date }) {
  const t = useTranslations("product");
  const { counts } = product;
  const vouchers = (status: string) => `/admin/vouchers?productId=${product.id}&status=${status}`;
  return (
    <div className="grid gap-4">
      <StatGrid>
        {(["IN_STOCK", "ALLOTTED", "CLAIMED", "REDEEMED"] as const).map((status) => (
          <Stat key={status} label={t(`status.${status}`)} value={<Num value={counts[status]} />} href={vouchers(status)} />
        ))}
      </StatGrid>
      <Card title={t("detail.facts")}>
        <div className="grid gap-6 md:grid-cols-[12rem_minmax(0,1fr)]">
          <ProductImage id={product.imageId} size="lg" />
          <Facts product={product} now={now} />
        </div>
      </Card>
      {product.fulfilment === "STORE" ? <Merchants merchants={product.merchants} /> : null}
    </div>
  );
}

function Facts({ product, now }: { product: ProductDetail; now: Date }) {
  const t = useTranslations("product");
  const fixed = product.validityKind === "FIXED";
  const validity = fixed ? (
    <span className="inline-flex flex-wrap items-center gap-2">
      <span>{t.rich("validity.untilText", { at: () => <DateTime at={product.validUntil} /> })}</span>
      {hasEnded(product, now) ? <Badge tone="danger">{t("validity.ended")}</Badge> : null}
    </span>
  ) : (
    t("validity.daysText", { days: product.validDays ?? 0 })
  );
  return (
    <DescriptionList
      columns={3}
      items={[
        { label: t("category"), value: product.category.name },
        { label: t("fulfilment.label"), value: t(`fulfilment.${product.fulfilment}`) },
        { label: t("validity.label"), value: validity },
        { label: t("faceValue"), value: <Money minor={product.faceValueMinor} /> },
        { label: t("retail"), value: <Money minor={product.retailPriceMinor} /> },
        { label: t("use.perPersonLimit"), value: <Num value={product.perPersonLimit} /> },
        { label: t("use.lowStockAt"), value: <Num value={product.lowStockAt} /> },
        { label: t("createdAt"), value: <DateTime at={product.createdAt} /> },
        { label: t("updatedAt"), value: <DateTime at={product.updatedAt} /> },
        { label: t("description"), value: product.description || undefined, wide: true },
        {
          label: t("use.rules"),
          value: product.usageRules ? <p className="whitespace-pre-line">{product.usageRules}</p> : t("detail.noRules"),
          wide: true,
        },
      ]}
    />
  );
}

function Merchants({ merchants }: Pick<ProductDetail, "merchants">) {
  const t = useTranslations("product.detail");
  return (
    <Card title={t("merchants")}>
      {merchants.length === 0 ? (
        <p className="text-sm text-muted">
          {t("noMerchants")} <TextLink href="/admin/merchants">{t("goMerchants")}</TextLink>
        </p>
      ) : (
        <ul className="flex flex-wrap gap-x-5 gap-y-2 text-sm">
          {merchants.map((merchant) => (
            <li key={merchant.id}>
              <TextLink href={`/admin/merchants/${merchant.id}`}>{merchant.name}</TextLink>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
