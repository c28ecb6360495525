import { mkdtempSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, expect, vi } from "vitest";
import { newId } from "#lib/ids.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDevice, makeDistributor, makeStaff } from "#test/factories.ts";
import { openFile } from "./queries.ts";
import { saveImage } from "./save-image.ts";

const folder = mkdtempSync(path.join(tmpdir(), "kayisu-files-"));
vi.stubEnv("KAYISU_DATA_DIR", folder);
afterAll(() => rm(folder, { recursive: true, force: true }));

const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: "#8844cc" } });
const bytesOf = async (stream: ReadableStream<Uint8Array>) => Buffer.from(await new Response(stream).arrayBuffer());
const stored = () => readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith(".webp"));

test("a product's picture becomes our own small WebP that anybody may see", async ({ db }) => {
  const ctx = ctxOf(db, await makeStaff(db, "MANAGER"));
  const jpeg = await picture(3000, 2000)
    .withExif({ IFD0: { Artist: "someone" } })
    .jpeg()
    .toBuffer();
  const { id } = await saveImage(ctx, { name: "海报.jpg", bytes: jpeg, purpose: "product" });
  const file = await openFile(ctxOf(db, { kind: "public" }), id);
  const bytes = await bytesOf(file.body);
  const facts = await sharp(bytes).metadata();
  expect([facts.format, facts.width, facts.height, facts.exif]).toEqual(["webp", 1600, 1067, undefined]);
  expect([file.isPublic, file.size, file.mime]).toEqual([true, bytes.length, "image/webp"]);
});

test("only real png, jpeg and webp are taken, whatever the name says", async ({ db }) => {
  const ctx = ctxOf(db, await makeStaff(db));
  const send = (name: string, bytes: Uint8Array) => saveImage(ctx, { name, bytes, purpose: "product" });
  const before = stored().length;
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  await expect(send("logo.png", svg)).rejects.toMatchObject({ code: "UNSUPPORTED_FILE" });
  await expect(send("a.png", Buffer.from("GIF89a......"))).rejects.toMatchObject({ code: "UNSUPPORTED_FILE" });
  await expect(send("a.png", Buffer.alloc(0))).rejects.toMatchObject({ code: "UNSUPPORTED_FILE" });
  const png = await picture(50, 50).png().toBuffer();
  await expect(send("cut.png", png.subarray(0, 60))).rejects.toMatchObject({ code: "UNSUPPORTED_FILE" });
  const bomb = await picture(12_000, 8_000).png({ compressionLevel: 9 }).toBuffer();
  expect(bomb.length).toBeLessThan(1_000_000);
  await expect(send("bomb.png", bomb)).rejects.toMatchObject({ code: "UNSUPPORTED_FILE" });
  await expect(send("big.png", Buffer.alloc(5_000_001))).rejects.toMatchObject({ code: "FILE_TOO_LARGE" });
  expect(stored()).toHaveLength(before);
  const tail = Buffer.concat([png, Buffer.from("<script>alert(1)</script>")]);
  const { id } = await send("tail.png", tail);
  expect((await bytesOf((await openFile(ctx, id)).body)).includes("script")).toBe(false);
});

test("a proof is for its sender and for staff who see top-ups", async ({ db }) => {
  const finance = ctxOf(db, await makeStaff(db, "FINANCE"));
  const bytes = await picture(20, 20).webp().toBuffer();
  const { id } = await saveImage(finance, { name: "回单.webp", bytes, purpose: "proof" });
  expect((await openFile(finance, id)).isPublic).toBe(false);
  expect((await openFile(ctxOf(db, await makeStaff(db, "AUDITOR")), id)).size).toBeGreaterThan(0);
  const distributor = (await makeDistributor(db)).actor;
  for (const actor of [{ kind: "public" as const }, makeDevice(), distributor, await makeStaff(db, "SUPPORT")])
    await expect(openFile(ctxOf(db, actor), id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await db.storedFile.update({ where: { id }, data: { ownerId: distributor.id } });
  expect((await openFile(ctxOf(db, distributor), id)).size).toBeGreaterThan(0);
});

test("who may not manage products or top-ups sends nothing", async ({ db }) => {
  const bytes = await picture(20, 20).png().toBuffer();
  const distributor = ctxOf(db, (await makeDistributor(db)).actor);
  await expect(saveImage(distributor, { name: "x", bytes, purpose: "product" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  const stranger = ctxOf(db, { kind: "public" as const });
  await expect(saveImage(stranger, { name: "x", bytes, purpose: "proof" })).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  await expect(openFile(stranger, newId())).rejects.toMatchObject({ code: "NOT_FOUND" });
});
