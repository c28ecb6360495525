/** A key for one intention: sent again with it, the server answers what it did the first time. Works without https too. */
export function newRequestKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
