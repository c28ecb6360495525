import { createHash, createHmac, createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { decrypt, encrypt } from "#lib/crypto.ts";
import { env } from "#lib/env.ts";
import { Secret } from "#lib/secret.ts";
import { normaliseCode } from "./rules.ts";

/** What a batch stores of its data key: the key itself, sealed by the master key named here. */
export type WrappedKey = {
  wrappedKey: Uint8Array<ArrayBuffer>;
  masterKeyId: string;
};

/** One batch's vault. Codes go in as Secret and come out as Secret; ciphertext is bound to the voucher's id. */
export type Vault = {
  seal(voucherId: string, code: Secret): Uint8Array<ArrayBuffer>;
  open(voucherId: string, sealed: Uint8Array): Secret;
  /** The serial or password that goes with the code, bound to its place as well as to the voucher. */
  sealSerial(voucherId: string, serial: Secret): Uint8Array<ArrayBuffer>;
  openSerial(voucherId: string, sealed: Uint8Array): Secret;
};

const masterKeyId = (): string => createHash("sha256").update(env().VAULT_MASTER_KEY).digest("hex").slice(0, 16);

/** Makes a new data key for a batch, wrapped by the master key. */
export function newBatchKey(batchId: string): WrappedKey {
  const wrapped = encrypt(env().VAULT_MASTER_KEY, randomBytes(32), `batch:${batchId}`);
  return { wrappedKey: new Uint8Array(wrapped), masterKeyId: masterKeyId() };
}

/** Unwraps a batch's data key. Throws when the master key is not the one that wrapped it. */
export function openVault(batchId: string, key: { wrappedKey: Uint8Array; masterKeyId: string }): Vault {
  if (key.masterKeyId !== masterKeyId())
    throw new Error(`batch ${batchId} is sealed under master key ${key.masterKeyId}, which is not loaded`);
  const dataKey = createSecretKey(decrypt(env().VAULT_MASTER_KEY, key.wrappedKey, `batch:${batchId}`));
  const seal = (context: string, plain: Secret): Uint8Array<ArrayBuffer> => encrypt(dataKey, plain.expose(), context);
  const open = (context: string, sealed: Uint8Array) => new Secret(decrypt(dataKey, sealed, context).toString("utf8"));
  const serialOf = (voucherId: string) => `${voucherId}:serial`;
  return {
    seal,
    open,
    sealSerial: (voucherId, serial) => seal(serialOf(voucherId), serial),
    openSerial: (voucherId, sealed) => open(serialOf(voucherId), sealed),
  };
}

let indexKey: KeyObject | undefined;

/** Blind index: finds a code without storing it. Keyed, so the table alone cannot be searched; the same code has the same index in all history. */
export function codeIndex(code: Secret): Uint8Array<ArrayBuffer> {
  indexKey ??= createSecretKey(env().VAULT_INDEX_KEY);
  return createHmac("sha256", indexKey).update(normaliseCode(code.expose())).digest();
}
