import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import type { ProductData } from "./schema.ts";
import { checkProduct, productColumns, writePrices } from "./write-product.ts";

/** A new product is off sale until somebody puts it on sale. */
export async function createProduct(ctx: Ctx, input: ProductData): Promise<{ id: string }> {
  authorize(ctx, "product:manage");
  return inTransaction(ctx, async (tx) => {
    await checkProduct(tx, input);
    const id = newId();
    await tx.db.product.create({ data: { id, ...productColumns(input), createdAt: tx.now, updatedAt: tx.now } });
    await writePrices(tx, id, input.prices);
    await recordAudit(tx, { action: "product.create", subject: { type: "product", id }, after: input });
    return { id };
  });
}
