import type { TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";

/** A merchant redeems products that are used at a counter; codes are revealed by consumers themselves. */
export async function checkProducts(tx: TxCtx, productIds: string[]): Promise<void> {
  const found = await tx.db.product.count({ where: { id: { in: productIds }, fulfilment: "STORE" } });
  if (found !== new Set(productIds).size) throw new DomainError("INVALID_INPUT", { fields: { productIds: "form.invalid" } });
}
