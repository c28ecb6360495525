import { actorId, actorName, type TxCtx } from "#lib/context.ts";
import { Prisma } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";

export type AuditInput = {
  /** verb and noun, e.g. "product.update" */
  action: string;
  subject: { type: string; id: string };
  before?: unknown;
  after?: unknown;
  reason?: string | null;
};

/** Writes who did what in the command's own transaction: no audit row, no change. Never give it a secret. */
export async function recordAudit(tx: TxCtx, input: AuditInput): Promise<void> {
  await tx.db.auditEntry.create({
    data: {
      id: newId(tx.now.getTime()),
      at: tx.now,
      actorKind: tx.actor.kind,
      actorId: actorId(tx.actor),
      actorName: actorName(tx.actor),
      action: input.action,
      subjectType: input.subject.type,
      subjectId: input.subject.id,
      before: json(input.before),
      after: json(input.after),
      reason: input.reason ?? null,
      ip: tx.actor.ip ?? null,
      userAgent: tx.actor.userAgent?.slice(0, 300) ?? null,
    },
  });
}

function json(value: unknown): Prisma.InputJsonValue | typeof Prisma.DbNull {
  if (value === undefined || value === null) return Prisma.DbNull;
  return JSON.parse(
    JSON.stringify(value, (_, v) => (typeof v === "bigint" ? String(v) : v instanceof Uint8Array ? "[bytes]" : v)),
  );
}
