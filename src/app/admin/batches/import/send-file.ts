/** XMLHttpRequest, since fetch tells nothing about how much has been sent. Null when it was cancelled. */
export function sendFile(
  file: File,
  product: string,
  signal: AbortSignal,
  onProgress: (sent: number) => void,
): Promise<{ id: string } | null> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", `/api/imports?${new URLSearchParams({ product, name: file.name })}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => {
      const body: unknown = parse(request.responseText);
      if (request.status === 201) resolve(body as { id: string });
      else reject(typeof body === "object" && body !== null && "error" in body ? { body: body.error } : { code: "INTERNAL" });
    };
    request.onerror = () => reject({ code: "NETWORK" });
    request.onabort = () => resolve(null);
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
