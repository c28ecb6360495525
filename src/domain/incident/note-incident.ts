import { authorize } from "#domain/access/rules.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { actorName, type Ctx, inTransaction } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { type NoteIncidentInput, noteIncidentInput } from "./schema.ts";

/** Adds what somebody found out; notes are never changed, and may be added after it is resolved too. */
export function noteIncident(ctx: Ctx, raw: NoteIncidentInput): Promise<{ id: string }> {
  authorize(ctx, "incident:resolve");
  const { id: incidentId, text } = noteIncidentInput.parse(raw);
  return inTransaction(ctx, async (tx) => {
    if (!(await tx.db.incident.findUnique({ where: { id: incidentId }, select: { id: true } })))
      throw new DomainError("NOT_FOUND");
    const id = newId(tx.now.getTime());
    const authorId = tx.actor.kind === "staff" ? tx.actor.id : null;
    await tx.db.incidentNote.create({
      data: { id, incidentId, text, authorId, authorName: actorName(tx.actor), createdAt: tx.now },
    });
    await recordAudit(tx, { action: "incident.note", subject: { type: "incident", id: incidentId }, after: { text } });
    return { id };
  });
}
