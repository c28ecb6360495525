import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { type FreezeInput, freezeInput } from "./schema.ts";

/**
 * A frozen distributor cannot buy, open claim links, invite or approve. His open links go on serving what is already
 * paid for: people who hold a link are not punished. Whoever wants that stopped pauses the links as well.
 */
export const freezeDistributor = (ctx: Ctx, input: FreezeInput) => setStatus(ctx, input, "FROZEN");
export const unfreezeDistributor = (ctx: Ctx, input: FreezeInput) => setStatus(ctx, input, "ACTIVE");

function setStatus(ctx: Ctx, raw: FreezeInput, status: "ACTIVE" | "FROZEN"): Promise<{ id: string }> {
  authorize(ctx, "distributor:manage");
  const { id, reason } = freezeInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.distributor.updateMany({ where: { id, status: { not: status } }, data: { status } });
    if (count === 0) {
      const found = await tx.db.distributor.count({ where: { id } });
      throw new DomainError(found ? "CONFLICT" : "NOT_FOUND");
    }
    await recordAudit(tx, {
      action: status === "FROZEN" ? "distributor.freeze" : "distributor.unfreeze",
      subject: { type: "distributor", id },
      before: { status: status === "FROZEN" ? "ACTIVE" : "FROZEN" },
      after: { status },
      reason,
    });
    return { id };
  });
}
