import { storage } from "#adapters/storage/storage.ts";
import { can } from "#domain/access/rules.ts";
import { actorId, type Ctx } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";

export type OpenFile = { body: ReadableStream<Uint8Array>; name: string; mime: string; size: number; isPublic: boolean };

/** A file to send: a public one to anybody, a proof to its sender and to staff who may see top-ups. To others it does not exist. */
export async function openFile(ctx: Ctx, id: string): Promise<OpenFile> {
  const sees = can(ctx.actor, "topup:read");
  const me = actorId(ctx.actor);
  const owner = ctx.actor.kind === "public" || ctx.actor.kind === "device" || ctx.actor.kind === "system" ? null : me;
  const file = await ctx.db.storedFile.findFirst({
    where: { id, OR: [{ visibility: { in: sees ? ["PUBLIC", "STAFF"] : ["PUBLIC"] } }, ...(owner ? [{ ownerId: owner }] : [])] },
  });
  return read(file);
}

/** A file that belongs to something else. Trusted: the caller has decided that this reader may see it. */
export const readOwned = async (ctx: Pick<Ctx, "db">, id: string): Promise<OpenFile> =>
  read(await ctx.db.storedFile.findUnique({ where: { id } }));

type Stored = { name: string; mime: string; size: number; visibility: string; storageKey: string };

async function read(file: Stored | null): Promise<OpenFile> {
  const body = file && (await storage().read(file.storageKey));
  if (!file || !body) throw new DomainError("NOT_FOUND");
  return { body, name: file.name, mime: file.mime, size: file.size, isPublic: file.visibility === "PUBLIC" };
}

/** Files that this actor sent and may attach to something, by id. Trusted. */
export async function findSentFile(ctx: Pick<Ctx, "db" | "actor">, id: string | null | undefined): Promise<string | null> {
  if (!id) return null;
  const file = await ctx.db.storedFile.findFirst({
    where: { id, ownerId: actorId(ctx.actor), visibility: "STAFF" },
    select: { id: true },
  });
  if (!file) throw new DomainError("NOT_FOUND", { fields: { fileId: "NOT_FOUND" } });
  return file.id;
}
