import { expect, test } from "vitest";
import { normalRecoveryCode, safeNext } from "./rules.ts";

test("after signing in people go only to their own area", () => {
  expect(safeNext("staff", "/admin/vouchers?status=CLAIMED")).toBe("/admin/vouchers?status=CLAIMED");
  expect(safeNext("staff", undefined)).toBe("/admin");
  for (const next of [
    "//evil.example",
    "https://evil.example/admin",
    "/distributor",
    "/administrator",
    "/admin/\\evil",
    "/admin/\n",
  ])
    expect(safeNext("staff", next)).toBe("/admin");
  expect(safeNext("merchant", "/store/history")).toBe("/store/history");
  expect(safeNext("distributor", "/distributor?x=1")).toBe("/distributor?x=1");
});

test("recovery codes are read without case, dashes and blanks", () => {
  expect(normalRecoveryCode(" abcd-efgh 2345")).toBe("ABCDEFGH2345");
});
