import type { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { hasEnded } from "./rules.ts";
import type { onSaleInput } from "./schema.ts";
import { laterThan } from "./update-product.ts";

/** On sale: distributors may buy it. Off sale stops new purchases only; what was bought stays usable. */
export async function setOnSale(ctx: Ctx, { id, onSale }: z.infer<typeof onSaleInput>): Promise<{ id: string }> {
  authorize(ctx, "product:manage");
  return inTransaction(ctx, async (tx) => {
    await tx.db.$executeRaw`SELECT 1 FROM product WHERE id = ${id}::uuid FOR UPDATE`;
    const before = await tx.db.product.findUnique({ where: { id } });
    if (!before) throw new DomainError("NOT_FOUND");
    if (before.onSale === onSale) return { id };
    if (onSale && hasEnded(before, tx.now)) throw new DomainError("ENDED", { validUntil: before.validUntil?.toISOString() });
    await tx.db.product.update({ where: { id }, data: { onSale, updatedAt: laterThan(before.updatedAt, tx.now) } });
    await recordAudit(tx, {
      action: onSale ? "product.onSale" : "product.offSale",
      subject: { type: "product", id },
      before: { onSale: before.onSale },
      after: { onSale },
    });
    return { id };
  });
}
