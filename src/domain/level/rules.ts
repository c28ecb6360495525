export type RankedPrice = { productId: string; levelId: string; priceMinor: bigint };

/** Products on which, in this order of levels (highest first), a higher level would pay more than a lower one. */
export function productsOutOfOrder(levelIds: readonly string[], prices: readonly RankedPrice[]): string[] {
  const place = new Map(levelIds.map((id, index) => [id, index]));
  const byProduct = new Map<string, RankedPrice[]>();
  for (const price of prices) byProduct.set(price.productId, [...(byProduct.get(price.productId) ?? []), price]);
  const wrong: string[] = [];
  for (const [productId, own] of byProduct) {
    const ordered = own.filter((p) => place.has(p.levelId)).sort((a, b) => place.get(a.levelId)! - place.get(b.levelId)!);
    if (ordered.some((price, i) => i > 0 && ordered[i - 1]!.priceMinor > price.priceMinor)) wrong.push(productId);
  }
  return wrong;
}
