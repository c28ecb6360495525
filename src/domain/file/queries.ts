import { storage } from "#adapters/storage/storage.ts";
import { can } from "#domain/access/rules.ts";
import { actorId, type Ctx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";

export type OpenFile = { body: ReadableStream<Uint8Array>; mime: string; size: number; isPublic: boolean };

/** A file to send: a public one to anybody, a proof to its sender and to staff who may see top-ups. To others it does not exist. */
export async function openFile(ctx: Ctx, id: string): Promise<OpenFile> {
  const sees = can(ctx.actor, "topup:read");
  const me = actorId(ctx.actor);
  const owner = ctx.actor.kind === "public" || ctx.actor.kind === "device" || ctx.actor.kind === "system" ? null : me;
  const file = await ctx.db.storedFile.findFirst({
    where: { id, OR: [{ visibility: { in: sees ? ["PUBLIC", "STAFF"] : ["PUBLIC"] } }, ...(owner ? [{ ownerId: owner }] : [])] },
  });
  const body = file && (await storage().read(file.storageKey));
  if (!file || !body) throw new DomainError("NOT_FOUND");
  return { body, mime: file.mime, size: file.size, isPublic: file.visibility === "PUBLIC" };
}
