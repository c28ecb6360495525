import { keyedHash, tokenHash } from "#lib/crypto.ts";

/**
 * A link's token: 132 bits derived from its id under a key of ours, so it can be shown again though only its hash is stored.
 * 22 base64url characters.
 */
export const deriveToken = (linkId: string): string => keyedHash("claim-link", linkId).toString("base64url").slice(0, 22);

export const linkTokenHash = (token: string): Uint8Array<ArrayBuffer> => new Uint8Array(tokenHash(token));
