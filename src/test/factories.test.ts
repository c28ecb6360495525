import { expect } from "vitest";
import { test } from "./database.ts";
import { makeClaimable } from "./factories.ts";

test("the factories make a link that holds its quota", async ({ db }) => {
  const { link } = await makeClaimable(db, { quota: 5 });
  expect(await db.voucher.count({ where: { linkId: link.id, status: "ALLOTTED" } })).toBe(5);
});
