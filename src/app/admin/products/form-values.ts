import type { ProductDetail } from "#domain/product/queries.ts";
import type { ProductInput } from "#domain/product/schema.ts";
import type { FormLevel } from "./level-prices.tsx";

/** What an empty form holds: the answers most products give. */
export function emptyValues(levels: FormLevel[]): ProductInput {
  return {
    name: "",
    categoryId: "",
    description: "",
    usageRules: "",
    faceValueMinor: "",
    costMinor: "",
    retailPriceMinor: "",
    priceFloorMinor: "0",
    fulfilment: "CODE",
    validityKind: "DAYS_AFTER_CLAIM",
    validUntil: null,
    validDays: 30,
    perPersonLimit: 1,
    lowStockAt: 100,
    imageId: null,
    prices: levels.map(({ id }) => ({ levelId: id, priceMinor: "" })),
  };
}

/** A product as the form holds it: amounts as text, a line for every level. */
export function valuesOf(product: ProductDetail): ProductInput {
  const { name, categoryId, description, usageRules, fulfilment, validityKind, validDays, perPersonLimit, lowStockAt, imageId } =
    product;
  return {
    ...{ name, categoryId, description, usageRules, fulfilment, validityKind, validDays, perPersonLimit, lowStockAt, imageId },
    faceValueMinor: String(product.faceValueMinor),
    costMinor: String(product.costMinor),
    retailPriceMinor: String(product.retailPriceMinor),
    priceFloorMinor: String(product.priceFloorMinor),
    validUntil: product.validUntil?.toISOString() ?? null,
    prices: product.prices.map(({ levelId, priceMinor }) => ({
      levelId,
      priceMinor: priceMinor === null ? "" : String(priceMinor),
    })),
  };
}
