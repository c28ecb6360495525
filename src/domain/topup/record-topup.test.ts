import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, expect, vi } from "vitest";
import { saveImage } from "#domain/file/save-image.ts";
import { getBalances } from "#domain/ledger/queries.ts";
import { listOwnTopUps } from "#domain/payment/queries-own.ts";
import type { DistributorActor } from "#lib/context.ts";
import type { Db } from "#lib/db.ts";
import { newId } from "#lib/ids.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, makeStaff } from "#test/factories.ts";
import { confirmTopUp } from "./confirm-topup.ts";
import { countTopUps } from "./queries.ts";
import { recordOwnTransfer } from "./record-topup.ts";
import { rejectTopUp } from "./reject-topup.ts";

const folder = mkdtempSync(path.join(tmpdir(), "kayisu-slips-"));
vi.stubEnv("KAYISU_DATA_DIR", folder);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function slip(db: Db, actor: DistributorActor): Promise<string> {
  const bytes = await sharp({ create: { width: 20, height: 20, channels: 3, background: "#fff" } })
    .png()
    .toBuffer();
  return (await saveImage(ctxOf(db, actor), { name: "回单.png", bytes, purpose: "proof" })).id;
}

test("a distributor says that he transferred, finance finds it in the bank", async ({ db }) => {
  const { actor, id } = await makeDistributor(db);
  const ctx = ctxOf(db, actor);
  const bankReference = `ICBC ${newId().slice(-12)}`;
  const given = { amountMinor: "500000", bankReference, proofFileId: await slip(db, actor) };
  const topUp = await recordOwnTransfer(ctx, given);
  expect((await countTopUps(ctxOf(db, await makeStaff(db)))).PENDING.count).toBe(1);
  expect(await listOwnTopUps(ctx)).toMatchObject({ items: [{ id: topUp.id, stage: "TO_CONFIRM", amountMinor: 500_000n }] });
  expect((await getBalances({ db }, id)).prepaidMinor).toBe(0n);
  await expect(recordOwnTransfer(ctx, given)).rejects.toMatchObject({ code: "DUPLICATE" });
  expect(() => confirmTopUp(ctx, topUp)).toThrow("FORBIDDEN");
  await confirmTopUp(ctxOf(db, await makeStaff(db, "FINANCE")), topUp);
  expect((await getBalances({ db }, id)).prepaidMinor).toBe(500_000n);
  expect(await listOwnTopUps(ctx)).toMatchObject({ items: [{ stage: "CONFIRMED" }] });
});

test("without a slip, or with somebody else's, it is refused; turned down, he reads why", async ({ db }) => {
  const [one, other] = [await makeDistributor(db), await makeDistributor(db)];
  const ctx = ctxOf(db, one.actor);
  const given = { amountMinor: "100", bankReference: `ABC${newId().slice(-10)}` };
  const theirs = await slip(db, other.actor);
  await expect(recordOwnTransfer(ctx, { ...given, proofFileId: theirs })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  await expect(recordOwnTransfer(ctx, { ...given, proofFileId: newId() })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  await expect(recordOwnTransfer(ctx, { ...given, proofFileId: "" })).rejects.toThrow();
  await expect(recordOwnTransfer(ctxOf(db, await makeStaff(db)), { ...given, proofFileId: theirs })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  const topUp = await recordOwnTransfer(ctx, { ...given, proofFileId: await slip(db, one.actor) });
  await rejectTopUp(ctxOf(db, await makeStaff(db, "FINANCE")), { ...topUp, reason: "网银里没有这笔" });
  expect(await listOwnTopUps(ctx)).toMatchObject({ items: [{ stage: "REJECTED", rejectReason: "网银里没有这笔" }] });
  expect((await listOwnTopUps(ctxOf(db, other.actor))).items).toEqual([]);
});
