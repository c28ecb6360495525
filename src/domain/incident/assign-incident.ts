import { authorize, can } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { type AssignIncidentInput, assignIncidentInput } from "./schema.ts";

/** Names who looks into it: somebody of staff who may also resolve it; null: nobody yet. */
export function assignIncident(ctx: Ctx, raw: AssignIncidentInput): Promise<{ id: string }> {
  authorize(ctx, "incident:resolve");
  const { id, ownerId } = assignIncidentInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const incident = await tx.db.incident.findUnique({ where: { id }, select: { ownerId: true } });
    if (!incident) throw new DomainError("NOT_FOUND");
    if (ownerId) await requireResolver(tx, ownerId);
    const { count } = await tx.db.incident.updateMany({ where: { id, status: "OPEN" }, data: { ownerId } });
    if (count === 0) throw new DomainError("CONFLICT");
    const subject = { type: "incident", id };
    await recordAudit(tx, { action: "incident.assign", subject, before: { ownerId: incident.ownerId }, after: { ownerId } });
    return { id };
  });
}

async function requireResolver(tx: TxCtx, userId: string): Promise<void> {
  const user = await tx.db.user.findFirst({
    where: { id: userId, kind: "STAFF", disabledAt: null },
    select: { id: true, name: true, staffRole: true },
  });
  if (!user?.staffRole) throw new DomainError("NOT_FOUND");
  const actor = { kind: "staff" as const, id: user.id, name: user.name, role: user.staffRole };
  if (!can(actor, "incident:resolve")) throw new DomainError("INVALID_INPUT", { fields: { ownerId: "FORBIDDEN" } });
}
