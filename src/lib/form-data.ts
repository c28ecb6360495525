import { DomainError } from "#lib/errors.ts";

/** A multipart form, read only as far as the limit: whatever length it claims, more is FILE_TOO_LARGE. */
export async function readForm(request: Request, maxBytes: number): Promise<FormData> {
  const tooLarge = new DomainError("FILE_TOO_LARGE", { maxBytes });
  const type = request.headers.get("content-type") ?? "";
  if (!type.startsWith("multipart/form-data")) throw new DomainError("INVALID_INPUT");
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge;
    chunks.push(chunk);
  }
  const form = new Response(Buffer.concat(chunks), { headers: { "content-type": type } }).formData();
  return form.catch(() => {
    throw new DomainError("INVALID_INPUT");
  });
}
