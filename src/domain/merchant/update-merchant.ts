import type { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError, isUniqueViolation } from "#lib/errors.ts";
import { checkProducts } from "./check-products.ts";
import type { updateMerchantInput } from "./schema.ts";

/** Its facts and the products it may redeem, as given. */
export async function updateMerchant(ctx: Ctx, input: z.output<typeof updateMerchantInput>): Promise<{ id: string }> {
  authorize(ctx, "merchant:manage");
  const { id, productIds, ...facts } = input;
  try {
    return await inTransaction(ctx, async (tx) => {
      await tx.db.$executeRaw`SELECT 1 FROM merchant WHERE id = ${id}::uuid FOR UPDATE`;
      const before = await tx.db.merchant.findUnique({ where: { id }, include: { products: { select: { productId: true } } } });
      if (!before) throw new DomainError("NOT_FOUND");
      await checkProducts(tx, productIds);
      await tx.db.merchant.update({ where: { id }, data: facts });
      await tx.db.merchantProduct.deleteMany({ where: { merchantId: id, productId: { notIn: productIds } } });
      const data = productIds.map((productId) => ({ merchantId: id, productId }));
      await tx.db.merchantProduct.createMany({ data, skipDuplicates: true });
      const { products, ...was } = before;
      await recordAudit(tx, {
        action: "merchant.update",
        subject: { type: "merchant", id },
        before: { ...was, productIds: products.map((product) => product.productId) },
        after: { ...facts, productIds },
      });
      return { id };
    });
  } catch (error) {
    if (isUniqueViolation(error, "merchant_name_key")) throw new DomainError("DUPLICATE", { fields: { name: "DUPLICATE" } });
    throw error;
  }
}
