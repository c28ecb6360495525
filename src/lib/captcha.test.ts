import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { expect } from "vitest";
import { test } from "#test/database.ts";
import { makeChallenge, spendCaptcha } from "./captcha.ts";

const packed = (payload: object) => Buffer.from(JSON.stringify(payload)).toString("base64");

test("a solved challenge is good once, also when spent many times at once", async ({ db }) => {
  const now = new Date();
  const challenge = await makeChallenge(now, 3);
  const solution = await solveChallenge({ challenge, deriveKey });
  const payload = { challenge, solution };
  const answers = await Promise.allSettled(Array.from({ length: 8 }, () => spendCaptcha(db, packed(payload), now)));
  expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
  const shouted = { challenge: { ...challenge, signature: challenge.signature?.toUpperCase() }, solution };
  await expect(spendCaptcha(db, packed(shouted), now)).rejects.toMatchObject({ code: "CAPTCHA_FAILED" });
});

test("forged, unsolved, expired and broken ones are refused", async ({ db }) => {
  const now = new Date();
  const challenge = await makeChallenge(now, 3);
  const solution = await solveChallenge({ challenge, deriveKey });
  const forged = { ...challenge, parameters: { ...challenge.parameters, cost: 1 } };
  const old = await makeChallenge(new Date(now.getTime() - 3_600_000), 3);
  const bad = [
    packed({ challenge: forged, solution }),
    packed({ challenge, solution: { counter: 1, derivedKey: "00" } }),
    packed({ challenge: old, solution: await solveChallenge({ challenge: old, deriveKey }) }),
    packed({ challenge: null, solution: null }),
    packed({ challenge: {}, solution: {} }),
    "not base64 json",
    "",
    "x".repeat(20_000),
  ];
  for (const payload of bad) await expect(spendCaptcha(db, payload, now)).rejects.toMatchObject({ code: "CAPTCHA_FAILED" });
});
