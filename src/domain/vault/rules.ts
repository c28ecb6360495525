import { randomInt } from "node:crypto";

/** A code as people may type it → the one form that is stored and compared. Case is kept: suppliers' codes may depend on it. */
export function normaliseCode(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\s\u200B-\u200D\u2060\uFEFF]+/g, "")
    .replace(/[‐‑‒–—―−]/g, "-");
}

/** Crockford's base32 without letters that look alike: 5 bits a character. */
export const ownCharset = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

export function generateCode(prefix: string, charset: string, length: number): string {
  let code = prefix;
  for (let i = 0; i < length; i++) code += charset[randomInt(charset.length)];
  return code;
}
