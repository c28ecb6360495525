import { hash, verify } from "@node-rs/argon2";

/** argon2id (the package's default algorithm), OWASP's settings. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password.normalize("NFKC"), cost);

/** Nobody's password, at the same cost: an unknown address takes as long as a known one. */
const nobodys = "$argon2id$v=19$m=19456,t=2,p=1$sNRRh7+FWX3TCp1NEgv68w$7T3/7z0I9mvQ3uW8miAxrR7YYPqDLoVsU8PMP4xe3U0";

export async function passwordMatches(stored: string | null | undefined, password: string): Promise<boolean> {
  const matches = await verify(stored ?? nobodys, password.normalize("NFKC"));
  return matches && Boolean(stored);
}
