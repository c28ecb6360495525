import { expect, test } from "vitest";
import { productsOutOfOrder } from "./rules.ts";

const price = (productId: string, levelId: string, priceMinor: bigint) => ({ productId, levelId, priceMinor });
const classic = [price("p", "a", 1800n), price("p", "b", 2000n), price("p", "c", 2200n)];

test("18/20/22 in rank order is fine, equal prices too", () => {
  expect(productsOutOfOrder(["a", "b", "c"], classic)).toEqual([]);
  expect(productsOutOfOrder(["a", "b"], [price("p", "a", 5n), price("p", "b", 5n)])).toEqual([]);
});

test("an order that makes a higher level pay more names the product", () => {
  expect(productsOutOfOrder(["b", "a", "c"], [...classic, price("q", "a", 1n)])).toEqual(["p"]);
});

test("a level without a price does not hide a wrong pair around it", () => {
  expect(productsOutOfOrder(["c", "b", "a"], [price("p", "a", 1n), price("p", "c", 2n)])).toEqual(["p"]);
});
