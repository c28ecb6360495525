import { storage } from "#adapters/storage/storage.ts";
import { recordAudit } from "#domain/audit/record-audit.ts";
import { actorId, type Ctx, inTransaction } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";

type Kept = { name: string; bytes: Uint8Array; mime: string; ending: string; visibility: "PUBLIC" | "STAFF" };

/** Stores the bytes, then the row that names them; without the row the bytes go again. Trusted: the caller has authorized and checked them. */
export async function keepFile(ctx: Ctx, { name, bytes, mime, ending, visibility }: Kept): Promise<{ id: string }> {
  const id = newId();
  const storageKey = `${id.slice(-2)}/${id}.${ending}`;
  const store = storage();
  await store.put(storageKey, bytes, mime);
  try {
    await inTransaction(ctx, async (tx) => {
      const facts = { name: name.slice(0, 120), mime, size: bytes.byteLength };
      const ownerId = ctx.actor.kind === "system" ? null : actorId(ctx.actor);
      await tx.db.storedFile.create({ data: { id, ...facts, storageKey, visibility, ownerId, createdAt: tx.now } });
      await recordAudit(tx, { action: "file.create", subject: { type: "file", id }, after: { ...facts, visibility } });
    });
  } catch (error) {
    await store.remove(storageKey);
    throw error;
  }
  return { id };
}
