import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { openSealedFile, writeSealedFile } from "#lib/sealed-file.ts";

vi.stubEnv("DATABASE_URL", "postgresql://not/used");
const folder = mkdtempSync(path.join(tmpdir(), "kayisu-sealed-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sealedBlock = 64 * 1024 + 28;
async function* pieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function write(id: string, bytes: Buffer, pieceSize = 7_777): Promise<string> {
  const file = path.join(folder, id);
  expect(await writeSealedFile(file, id, pieces(bytes, pieceSize), () => undefined)).toBe(bytes.length);
  return file;
}
async function readAll(file: string, id: string, size: number): Promise<Buffer> {
  const opened = await openSealedFile(file, id, size);
  try {
    return await opened.read(0, size);
  } finally {
    await opened.close();
  }
}

test.each([0, 1, 65_535, 65_536, 65_537, 131_072, 300_001])("%i bytes come back as they were", async (size) => {
  const bytes = randomBytes(size);
  const file = await write(`size-${size}`, bytes);
  expect((await readAll(file, `size-${size}`, size)).equals(bytes)).toBe(true);
});

test("any part can be read, across blocks too", async () => {
  const bytes = randomBytes(400_000);
  const file = await openSealedFile(await write("part", bytes), "part", bytes.length);
  for (const [from, length] of [
    [0, 10],
    [65_530, 20],
    [131_000, 140_000],
    [399_990, 100],
  ] as const)
    expect((await file.read(from, length)).equals(bytes.subarray(from, from + length))).toBe(true);
  await file.close();
});

test("nothing of the plaintext is in the file", async () => {
  const file = await write("plain", Buffer.from("SECRET-CODE-1234\n".repeat(20_000)));
  expect(readFileSync(file).includes("SECRET-CODE")).toBe(false);
});

test("a changed bit, swapped blocks, a missing end, another file's name: none of them opens", async () => {
  const bytes = randomBytes(200_000);
  const good = readFileSync(await write("good", bytes));
  const damaged: Record<string, [Buffer, string, number]> = {
    bit: [Buffer.from(good).fill(good[100]! ^ 1, 100, 101), "good", bytes.length],
    swapped: [
      Buffer.concat([good.subarray(sealedBlock, sealedBlock * 2), good.subarray(0, sealedBlock), good.subarray(sealedBlock * 2)]),
      "good",
      bytes.length,
    ],
    cut: [good.subarray(0, sealedBlock * 2), "good", 131_072],
    short: [good.subarray(0, good.length - 1), "good", bytes.length],
    other: [good, "another", bytes.length],
  };
  for (const [name, [content, id, size]] of Object.entries(damaged)) {
    const file = path.join(folder, `damaged-${name}`);
    writeFileSync(file, content);
    await expect(readAll(file, id, size), name).rejects.toThrow();
  }
});

test("a refused upload leaves nothing behind", async () => {
  const file = path.join(folder, "refused");
  const stop = () => {
    throw new Error("enough");
  };
  await expect(writeSealedFile(file, "refused", pieces(randomBytes(10), 5), stop)).rejects.toThrow("enough");
  expect(existsSync(file) || existsSync(`${file}.part`)).toBe(false);
});
