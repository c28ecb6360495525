/** Pure: who a browser is. Phones are parsed where they are sent to (schema-free of metadata, so that browsers stay light). */

/**
 * A browser's row and its own person follow from the hash of its cookie, so that a claim needs no read before it:
 * the first half is the device, the second the person without a phone who claims on links that ask for none.
 */
export function deviceIds(tokenHash: Uint8Array): { deviceId: string; ownPersonId: string } {
  return { deviceId: uuidOf(tokenHash.subarray(0, 16)), ownPersonId: uuidOf(tokenHash.subarray(16, 32)) };
}

/** Sixteen bytes as a UUIDv8 (RFC 9562 §5.8: bits of our own choosing). */
function uuidOf(half: Uint8Array): string {
  if (half.length !== 16) throw new RangeError("a token hash has 32 bytes");
  const bytes = Uint8Array.from(half);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** +8613800000001 → 138****0001: enough for its owner to know it, too little for anybody else. */
export function maskPhone(national: string): string {
  const digits = national.replace(/\D/g, "");
  return `${digits.slice(0, 3)}****${digits.slice(-Math.min(4, Math.max(2, digits.length - 7)))}`;
}
