import type { z } from "zod";
import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { createUser } from "#domain/user/create-user.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { type addMerchantUserInput, maxMerchantUsers } from "./schema.ts";

export async function addMerchantUser(ctx: Ctx, input: z.output<typeof addMerchantUserInput>): Promise<{ id: string }> {
  authorize(ctx, "merchant:manage");
  const { merchantId, userName, email, locale } = input;
  return inTransaction(ctx, async (tx) => {
    await tx.db.$executeRaw`SELECT 1 FROM merchant WHERE id = ${merchantId}::uuid FOR UPDATE`;
    const merchant = await tx.db.merchant.findUnique({
      where: { id: merchantId },
      include: { _count: { select: { users: true } } },
    });
    if (!merchant) throw new DomainError("NOT_FOUND");
    if (merchant._count.users >= maxMerchantUsers) throw new DomainError("LIMIT_REACHED", { most: maxMerchantUsers });
    const user = await createUser(tx, { email, name: userName, locale, kind: "MERCHANT", merchantId });
    await recordAudit(tx, {
      action: "merchant.addUser",
      subject: { type: "merchant", id: merchantId },
      after: { userId: user.id },
    });
    return user;
  });
}
