import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { expect, test } from "vitest";

test("the scanner's wasm in public/ is the one its package expects", () => {
  const root = path.resolve(import.meta.dirname, "../..");
  const detector = createRequire(path.join(root, "package.json")).resolve("barcode-detector/ponyfill");
  const expected = createRequire(detector).resolve("zxing-wasm/reader/zxing_reader.wasm");
  expect(readFileSync(path.join(root, "public/zxing/zxing_reader.wasm")).equals(readFileSync(expected))).toBe(true);
});
