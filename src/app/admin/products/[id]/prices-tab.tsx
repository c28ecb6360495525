import { useTranslations } from "next-intl";
import { DataTable } from "#components/table/data-table.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import type { ProductDetail } from "#domain/product/queries.ts";
import { Margin } from "../margin.tsx";

export function PricesTab({ product }: { product: ProductDetail }) {
  const t = useTranslations("product");
  const loss = product.prices.some((price) => price.priceMinor !== null && price.priceMinor < product.costMinor);
  const goLevels = <ButtonLink href="/admin/levels">{t("goLevels")}</ButtonLink>;
  return (
    <div className="grid gap-4">
      {loss ? (
        <Alert tone="warning" title={t("margin.lossTitle")}>
          {t("margin.lossText")}
        </Alert>
      ) : null}
      <Card>
        <DescriptionList
          columns={3}
          items={[
            { label: t("faceValue"), value: <Money minor={product.faceValueMinor} /> },
            { label: t("cost"), value: <Money minor={product.costMinor} /> },
            { label: t("floor"), value: <Money minor={product.priceFloorMinor} /> },
          ]}
        />
      </Card>
      <DataTable
        label={t("prices")}
        rows={[
          ...product.prices.map((price) => ({ ...price, retail: false })),
          {
            levelId: "retail",
            levelName: t("retail"),
            rank: Number.MAX_SAFE_INTEGER,
            priceMinor: product.retailPriceMinor,
            retail: true,
          },
        ]}
        rowKey={(row) => row.levelId}
        empty={<EmptyState title={t("noLevels")} text={t("noLevelsText")} action={goLevels} />}
        columns={[
          { key: "level", header: t("level"), primary: true, cell: (row) => row.levelName },
          {
            key: "price",
            header: t("price"),
            align: "end",
            cell: (row) =>
              row.priceMinor === null ? <span className="text-muted">{t("notPriced")}</span> : <Money minor={row.priceMinor} />,
          },
          {
            key: "margin",
            header: t("margin.label"),
            align: "end",
            cell: (row) => <Margin priceMinor={row.priceMinor} costMinor={product.costMinor} />,
          },
        ]}
      />
      <p className="text-sm text-muted">{t("detail.priceNote")}</p>
    </div>
  );
}
