import { DomainError } from "#lib/errors.ts";
import type { CommissionBase, CommissionKind, RuleShare, Scope } from "./rules.ts";
import type { RuleInput } from "./schema.ts";

export type Terms = Scope & { name: string; base: CommissionBase; kind: CommissionKind; pool: bigint; shares: RuleShare[] };

/** What the form holds as the terms of a rule, or the reason why they cannot be. A depth left empty gets nothing. */
export function readTerms(input: RuleInput, networkDepth: number): Terms {
  const rate = input.kind === "RATE";
  const pool = rate ? BigInt(input.poolBps ?? 0) : BigInt(input.poolMinor || "0");
  const shares = input.shares
    .map((share, index) => ({ depth: index + 1, value: rate ? BigInt(share.bps ?? 0) : BigInt(share.minor || "0") }))
    .filter((share) => share.value > 0n);
  const fields = missing(input, pool, shares);
  if (Object.keys(fields).length > 0) throw new DomainError("INVALID_INPUT", { fields });
  if (shares.some((share) => share.depth > networkDepth)) throw new DomainError("DEPTH_EXCEEDED", { networkDepth });
  if (shares.reduce((sum, share) => sum + share.value, 0n) > pool) {
    throw new DomainError("POOL_EXCEEDED", { fields: { [rate ? "poolBps" : "poolMinor"]: "POOL_EXCEEDED" } });
  }
  return {
    name: input.name,
    productId: input.target === "PRODUCT" ? input.productId! : null,
    categoryId: input.target === "CATEGORY" ? input.categoryId! : null,
    levelId: input.levelId ?? null,
    ...{ base: input.base, kind: input.kind, pool, shares },
  };
}

function missing(input: RuleInput, pool: bigint, shares: RuleShare[]): Record<string, string> {
  return {
    ...(input.target === "PRODUCT" && !input.productId ? { productId: "form.required" } : {}),
    ...(input.target === "CATEGORY" && !input.categoryId ? { categoryId: "form.required" } : {}),
    ...(pool === 0n ? { [input.kind === "RATE" ? "poolBps" : "poolMinor"]: "form.required" } : {}),
    ...(shares.length === 0 ? { [input.kind === "RATE" ? "shares.0.bps" : "shares.0.minor"]: "form.required" } : {}),
  };
}
