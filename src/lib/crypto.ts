import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import { env } from "#lib/env.ts";

/** AES-256-GCM. Layout: 12 bytes IV, 16 bytes tag, ciphertext. `context` is bound as AAD. */
export function encrypt(key: Buffer, plain: string | Buffer, context: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  cipher.setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain as string, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** Throws when the key, the context or a single bit is not the one it was made with. */
export function decrypt(key: Buffer, sealed: Uint8Array, context: string): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12), {
    authTagLength: 16,
  });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
}

const derived = new Map<string, Buffer>();

/** A 32-byte key for one purpose, derived from the master key; different purposes never share a key. */
export function purposeKey(purpose: string): Buffer {
  const found = derived.get(purpose);
  if (found) return found;
  const key = Buffer.from(hkdfSync("sha256", env().VAULT_MASTER_KEY, "kayisu", purpose, 32));
  derived.set(purpose, key);
  return key;
}

/** Seals a small secret (a TOTP seed, a phone number, message parameters) for one purpose. */
export const seal = (purpose: string, plain: string, context = ""): Buffer => encrypt(purposeKey(purpose), plain, context);
export const unseal = (purpose: string, sealed: Uint8Array, context = ""): string =>
  decrypt(purposeKey(purpose), sealed, context).toString("utf8");

/** Keyed index of a low-entropy value (phone, one-time code), so that the table alone cannot be searched. */
export const keyedHash = (purpose: string, value: string): Buffer =>
  createHmac("sha256", purposeKey(purpose)).update(value).digest();

/** Hash of a token that already carries ≥ 128 random bits. */
export const tokenHash = (token: string): Buffer => createHash("sha256").update(token).digest();
export const randomToken = (bytes = 24): string => randomBytes(bytes).toString("base64url");

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}
