import { expect, test } from "vitest";
import { readPhone } from "./phone.ts";

test("phones are read as Chinese unless they name a country", () => {
  expect(readPhone("138 0000 0000")).toBe("+8613800000000");
  expect(readPhone("１９２００００００００")).toBe("+8619200000000");
  expect(readPhone("+852 5123 4567")).toBe("+85251234567");
  for (const wrong of ["", "12345", "23800000000", "abc", "138000000000"]) expect(readPhone(wrong)).toBeNull();
});
