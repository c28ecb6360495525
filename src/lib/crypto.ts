import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  randomFillSync,
  timingSafeEqual,
} from "node:crypto";
import { env } from "#lib/env.ts";

/** A key object is four times faster than its bytes, each time it is used: make one where a key is used often. */
export type Key = Buffer | KeyObject;

const pool = Buffer.alloc(12 * 512);
let spent = pool.length;

/** Fresh random IVs, fetched 512 at a time: asking the system for each costs more than the encryption of a code. */
function nextIv(): Buffer {
  if (spent === pool.length) {
    randomFillSync(pool);
    spent = 0;
  }
  spent += 12;
  return Buffer.from(pool.subarray(spent - 12, spent));
}

/** AES-256-GCM. Layout: 12 bytes IV, 16 bytes tag, ciphertext. `context` is bound as AAD. */
export function encrypt(key: Key, plain: string | Buffer, context: string): Buffer<ArrayBuffer> {
  const iv = nextIv();
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  cipher.setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain as string, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** Throws when the key, the context or a single bit is not the one it was made with. */
export function decrypt(key: Key, sealed: Uint8Array, context: string): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12), {
    authTagLength: 16,
  });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
}

const derived = new Map<string, KeyObject>();

/** A 32-byte key for one purpose, derived from the master key; different purposes never share a key. */
export function purposeKey(purpose: string): KeyObject {
  const found = derived.get(purpose);
  if (found) return found;
  const key = createSecretKey(Buffer.from(hkdfSync("sha256", env().VAULT_MASTER_KEY, "kayisu", purpose, 32)));
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
