import { findSentFile } from "#domain/file/queries.ts";
import type { TxCtx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { mostMessages } from "./schema.ts";

/** One more message in a dispute's thread, from whichever side acts. Trusted: the caller has authorized. */
export async function addMessage(
  tx: TxCtx,
  { disputeId, text, fileId }: { disputeId: string; text: string; fileId?: string | null },
): Promise<void> {
  const { actor } = tx;
  if (actor.kind !== "staff" && actor.kind !== "distributor") throw new DomainError("FORBIDDEN");
  if ((await tx.db.disputeMessage.count({ where: { disputeId } })) >= mostMessages) throw new DomainError("LIMIT_REACHED");
  await tx.db.disputeMessage.create({
    data: {
      ...{ id: newId(tx.now.getTime()), disputeId, text, fileId: await findSentFile(tx, fileId), createdAt: tx.now },
      ...{ byStaff: actor.kind === "staff", authorId: actor.id, authorName: actor.name },
    },
  });
}
