import type { RuleRow } from "#domain/commission/queries-rules.ts";
import type { RuleInput } from "#domain/commission/schema.ts";

/** The form's values: one share per depth the network pays. */
export function emptyRule(networkDepth: number): RuleInput {
  return {
    ...{ name: "", target: "ALL", productId: null, categoryId: null, levelId: null, base: "RETAIL", kind: "RATE" },
    ...{ poolBps: undefined, poolMinor: "" },
    shares: Array.from({ length: networkDepth }, () => ({ bps: undefined, minor: "" })),
  };
}

export function valuesOf(rule: RuleRow, networkDepth: number): RuleInput {
  const rate = rule.kind === "RATE";
  const { name, productId, categoryId, levelId, base, kind } = rule;
  return {
    ...{ name, productId, categoryId, levelId, base, kind },
    target: productId ? "PRODUCT" : categoryId ? "CATEGORY" : "ALL",
    poolBps: rate ? Number(rule.pool) : undefined,
    poolMinor: rate ? "" : String(rule.pool),
    shares: Array.from({ length: networkDepth }, (_, index) => {
      const value = rule.shares.find((share) => share.depth === index + 1)?.value;
      return { bps: rate && value ? Number(value) : undefined, minor: rate || !value ? "" : String(value) };
    }),
  };
}
