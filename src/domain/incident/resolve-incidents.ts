import { actorOf, authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { type Ctx, inTransaction, type TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import type { ResolutionKind } from "./rules.ts";
import { type ResolveIncidentsInput, resolveIncidentsInput } from "./schema.ts";

/** A person's word on how these ended. All of them or none; what is resolved stays so. */
export function resolveIncidents(ctx: Ctx, raw: ResolveIncidentsInput): Promise<{ resolved: number }> {
  authorize(ctx, "incident:resolve");
  const { ids, kind, text } = resolveIncidentsInput.parse(raw);
  return inTransaction(ctx, (tx) => markResolved(tx, [...new Set(ids)], kind, text));
}

/** Trusted: the caller has authorized, and done what `kind` says. */
export async function markResolved(
  tx: TxCtx,
  ids: readonly string[],
  kind: ResolutionKind,
  text: string,
): Promise<{ resolved: number }> {
  const { id: resolvedById } = actorOf(tx, "staff");
  const known = await tx.db.incident.findMany({ where: { id: { in: [...ids] } }, select: { id: true, no: true } });
  if (known.length < ids.length) throw new DomainError("NOT_FOUND");
  const { count } = await tx.db.incident.updateMany({
    where: { id: { in: [...ids] }, status: "OPEN" },
    data: { status: "RESOLVED", resolutionKind: kind, resolution: text, resolvedById, resolvedAt: tx.now },
  });
  if (count < ids.length) throw new DomainError("CONFLICT");
  await recordAudit(tx, {
    action: "incident.resolve",
    subject: { type: "incident", id: ids[0]! },
    after: { kind, incidents: known.map(({ no }) => no) },
    reason: text,
  });
  return { resolved: count };
}
