import { authorize } from "#domain/access/rules.ts";
import type { TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { changePermission } from "./rules.ts";

/** Locks a link for a change, after asking who may: its own distributor, or staff who manage links. */
export async function lockLink(tx: TxCtx, id: string) {
  authorize(tx, changePermission(tx.actor));
  const distributorId = tx.actor.kind === "distributor" ? tx.actor.distributorId : undefined;
  await tx.db.$queryRaw`SELECT id FROM claim_link WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  const link = await tx.db.claimLink.findFirst({ where: { id, distributorId } });
  if (!link) throw new DomainError("NOT_FOUND");
  return link;
}

/** Vouchers of an allotment are linked, returned and recalled one command at a time. */
export async function lockAllotment(tx: TxCtx, id: string): Promise<void> {
  await tx.db.$queryRaw`SELECT id FROM allotment WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
}
