import { createChallenge, randomInt, verifySolution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import type { Payload } from "altcha-lib/types";
import { purposeKey } from "#lib/crypto.ts";
import type { Db, Tx } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { minute } from "#lib/time.ts";

/** Proof of work by altcha: no third party, no puzzle. It makes mass submission dear; the rate limits do the rest. */
const life = 20 * minute;
const secrets = () => ({
  hmacSignatureSecret: purposeKey("captcha").export().toString("hex"),
  hmacKeySignatureSecret: purposeKey("captcha-key").export().toString("hex"),
});

/** About a second of work for a phone, a few milliseconds for us to check. */
export function makeChallenge(now: Date, counter = randomInt(3_000, 1_000)) {
  return createChallenge({
    algorithm: "PBKDF2/SHA-256",
    cost: 1_000,
    counter,
    deriveKey,
    expiresAt: new Date(now.getTime() + life),
    ...secrets(),
  });
}

/** Throws CAPTCHA_FAILED unless `payload` is a solved challenge of ours that nobody has spent yet. */
export async function spendCaptcha(db: Db | Tx, payload: string, now: Date): Promise<void> {
  const solved = readPayload(payload);
  if (!solved || !(await isSolved(solved))) throw new DomainError("CAPTCHA_FAILED");
  // Not the signature: it is compared without regard to case, the signed nonce is not.
  const spent = await db.captchaUse.createMany({
    data: [{ signature: solved.challenge.parameters.nonce, expiresAt: new Date(now.getTime() + 2 * life) }],
    skipDuplicates: true,
  });
  if (spent.count === 0) throw new DomainError("CAPTCHA_FAILED");
  await db.captchaUse.deleteMany({ where: { expiresAt: { lt: now } } });
}

function readPayload(text: string): Payload | null {
  if (text.length > 10_000) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64").toString("utf8"));
    return typeof value === "object" && value !== null && "challenge" in value && "solution" in value ? (value as Payload) : null;
  } catch {
    return null;
  }
}

async function isSolved({ challenge, solution }: Payload): Promise<boolean> {
  try {
    return (await verifySolution({ challenge, solution, deriveKey, ...secrets() })).verified;
  } catch {
    return false; // what a stranger sent need not have the right shape
  }
}
