import { actorId, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";

/** The member of staff to change, never oneself. Owners are locked first, in order: two owners cannot remove each other at once. */
export async function lockStaff(tx: TxCtx, id: string) {
  await tx.db
    .$queryRaw`SELECT id FROM app_user WHERE kind = 'STAFF' AND (staff_role = 'OWNER' OR id = ${id}::uuid) ORDER BY id FOR UPDATE`;
  const user = await tx.db.user.findFirst({ where: { id, kind: "STAFF" } });
  if (!user) throw new DomainError("NOT_FOUND");
  if (user.id === actorId(tx.actor)) throw new DomainError("OWN_ACCOUNT");
  return user;
}

/** Somebody must remain who may do everything. Called after lockStaff, so the count cannot be outdated. */
export async function requireAnotherOwner(tx: TxCtx, id: string): Promise<void> {
  const others = await tx.db.user.count({ where: { staffRole: "OWNER", disabledAt: null, id: { not: id } } });
  if (others === 0) throw new DomainError("LAST_OWNER");
}
