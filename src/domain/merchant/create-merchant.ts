import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { createUser } from "#domain/user/create-user.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError, isUniqueViolation } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { checkProducts } from "./check-products.ts";
import type { CreateMerchantData } from "./schema.ts";

/** A merchant with its first account; a mail asks the account's owner to set a password. */
export async function createMerchant(ctx: Ctx, input: CreateMerchantData): Promise<{ id: string }> {
  authorize(ctx, "merchant:manage");
  const { userName, email, locale, productIds, ...facts } = input;
  try {
    return await inTransaction(ctx, async (tx) => {
      await checkProducts(tx, productIds);
      const id = newId();
      await tx.db.merchant.create({ data: { id, ...facts, createdAt: tx.now } });
      const unique = [...new Set(productIds)];
      await tx.db.merchantProduct.createMany({ data: unique.map((productId) => ({ merchantId: id, productId })) });
      await recordAudit(tx, { action: "merchant.create", subject: { type: "merchant", id }, after: { ...facts, productIds } });
      await createUser(tx, { email, name: userName, locale, kind: "MERCHANT", merchantId: id });
      return { id };
    });
  } catch (error) {
    if (isUniqueViolation(error, "merchant_name_key")) throw new DomainError("DUPLICATE", { fields: { name: "DUPLICATE" } });
    throw error;
  }
}
