import { saveDocument } from "#domain/file/save-document.ts";
import { saveImage } from "#domain/file/save-image.ts";
import { filePurpose, maxImageBytes } from "#domain/file/schema.ts";
import { DomainError } from "#lib/errors.ts";
import { readForm } from "#lib/form-data.ts";
import { errorReply, json, toResponse } from "#lib/route.ts";
import { getCtx } from "#trpc/server.ts";

/** Room for the form around the file. */
const maxBytes = maxImageBytes + 100_000;

export async function POST(request: Request): Promise<Response> {
  try {
    const ctx = await getCtx();
    // Nobody's megabytes are read before we know who sends them.
    if (ctx.actor.kind === "public") throw new DomainError("UNAUTHENTICATED");
    const form = await readForm(request, maxBytes);
    const file = form.get("file");
    const purpose = filePurpose.catch("proof").parse(form.get("purpose"));
    if (!(file instanceof File)) throw new DomainError("INVALID_INPUT", { fields: { file: "form.required" } });
    const upload = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
    const saved = purpose === "document" ? await saveDocument(ctx, upload) : await saveImage(ctx, { ...upload, purpose });
    return toResponse(json(201, saved));
  } catch (error) {
    return toResponse(errorReply(error, "/api/files"));
  }
}
