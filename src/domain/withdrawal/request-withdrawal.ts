import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { postTransaction } from "#domain/ledger/post-transaction.ts";
import { type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { withdrawalNo } from "./rules.ts";
import { type RequestWithdrawalInput, requestWithdrawalInput } from "./schema.ts";

/** So many may be on their way at once. */
const mostOpen = 20;

/** A distributor asks for unspent prepaid money: it leaves his balance at once, so that it cannot be spent as well. */
export function requestWithdrawal(ctx: Ctx, raw: RequestWithdrawalInput): Promise<{ id: string; no: number }> {
  authorize(ctx, "withdrawal:own");
  const { id: requestedById, distributorId } = actorOf(ctx, "distributor");
  const amountMinor = BigInt(requestWithdrawalInput.parse(raw).amountMinor);
  return inTransaction(ctx, async (tx) => {
    const [owner] = await tx.db.$queryRaw<{ status: string }[]>`
      SELECT status::text AS status FROM distributor WHERE id = ${distributorId}::uuid FOR NO KEY UPDATE`;
    if (owner?.status !== "ACTIVE") throw new DomainError("FROZEN");
    const open = await tx.db.withdrawal.count({
      where: { distributorId, status: { in: ["REQUESTED", "APPROVED", "PAYING"] } },
    });
    if (open >= mostOpen) throw new DomainError("LIMIT_REACHED", { limit: mostOpen });
    const id = newId(tx.now.getTime());
    const { no } = await tx.db.withdrawal.create({
      data: { id, distributorId, amountMinor, requestedById, createdAt: tx.now },
      select: { no: true },
    });
    await postTransaction(tx, {
      kind: "withdrawal",
      reference: id,
      memo: withdrawalNo(no),
      lines: [
        { account: { kind: "PREPAID", ownerId: distributorId }, debitMinor: amountMinor },
        { account: { kind: "OUTGOING", ownerId: distributorId }, creditMinor: amountMinor },
      ],
    });
    const after = { no: withdrawalNo(no), amountMinor, distributorId };
    await recordAudit(tx, { action: "withdrawal.request", subject: { type: "withdrawal", id }, after });
    return { id, no };
  });
}
