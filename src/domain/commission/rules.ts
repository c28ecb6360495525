import { shareOf } from "#lib/money.ts";

/** Pure: which rule applies to a sale, and who earns what by it. Accrual and the calculator on screen both use exactly this. */
export type CommissionBase = "RETAIL" | "PURCHASE";
export type CommissionKind = "RATE" | "FIXED";

/** null means "any". A rule names a product or a category, never both. */
export type Scope = { productId: string | null; categoryId: string | null; levelId: string | null };
export type RuleShare = { depth: number; value: bigint };
export type RuleFacts = Scope & {
  id: string;
  name: string;
  base: CommissionBase;
  kind: CommissionKind;
  pool: bigint;
  active: boolean;
  shares: RuleShare[];
};
/** One voucher sold by a seller of a level. */
export type Sale = {
  productId: string;
  categoryId: string;
  levelId: string;
  retailPriceMinor: bigint;
  purchasePriceMinor: bigint;
};

/** A product weighs more than a category and a level together, so the sum orders every combination. */
export const specificity = (scope: Scope): number =>
  (scope.productId ? 4 : 0) + (scope.categoryId ? 2 : 0) + (scope.levelId ? 1 : 0);

export type Lost = "INACTIVE" | "OTHER_PRODUCT" | "OTHER_CATEGORY" | "OTHER_LEVEL" | "LESS_SPECIFIC" | "OLDER";

function mismatch(rule: RuleFacts, sale: Pick<Sale, "productId" | "categoryId" | "levelId">): Lost | null {
  if (!rule.active) return "INACTIVE";
  if (rule.productId && rule.productId !== sale.productId) return "OTHER_PRODUCT";
  if (rule.categoryId && rule.categoryId !== sale.categoryId) return "OTHER_CATEGORY";
  if (rule.levelId && rule.levelId !== sale.levelId) return "OTHER_LEVEL";
  return null;
}

/** Most specific first; equally specific, the newest (ids sort by time). */
export const byPrecedence = (a: Scope & { id: string }, b: Scope & { id: string }): number =>
  specificity(b) - specificity(a) || (a.id < b.id ? 1 : -1);

export type Ranking<R> = { winner: R | null; others: { rule: R; why: Lost }[] };

/** The rule that pays for a sale, and why each other one does not. */
export function rankRules<R extends RuleFacts>(
  rules: readonly R[],
  sale: Pick<Sale, "productId" | "categoryId" | "levelId">,
): Ranking<R> {
  const sorted = [...rules].sort(byPrecedence);
  const winner = sorted.find((rule) => mismatch(rule, sale) === null) ?? null;
  const others = sorted
    .filter((rule) => rule !== winner)
    .map((rule) => {
      const beaten: Lost = winner && specificity(rule) === specificity(winner) ? "OLDER" : "LESS_SPECIFIC";
      return { rule, why: mismatch(rule, sale) ?? beaten };
    });
  return { winner, others };
}

/** Somebody on the seller's chain: depth 1 is the seller, 2 the upline, and so on. */
export type ChainMember = { distributorId: string; depth: number; frozen: boolean };
/** Why a share stays with the platform: nobody there, frozen, deeper than the network pays, or less than one 分. */
export type Kept = "MISSING" | "FROZEN" | "BEYOND_DEPTH" | "ZERO";
export type Earning = {
  depth: number;
  value: bigint;
  baseMinor: bigint;
  amountMinor: bigint;
  distributorId: string | null;
  kept: Kept | null;
};

export const poolOf = (rule: Pick<RuleFacts, "kind" | "pool">, baseMinor: bigint): bigint =>
  rule.kind === "FIXED" ? rule.pool : shareOf(baseMinor, rule.pool);

/**
 * What each depth earns from one voucher. Rates are rounded down to the 分, so the shares never add up to more than the pool;
 * what nobody earns stays with the platform and moves nobody else up.
 */
export function splitCommission(
  rule: Pick<RuleFacts, "base" | "kind" | "pool" | "shares">,
  sale: Pick<Sale, "retailPriceMinor" | "purchasePriceMinor">,
  chain: readonly ChainMember[],
  networkDepth: number,
): Earning[] {
  const baseMinor = rule.base === "RETAIL" ? sale.retailPriceMinor : sale.purchasePriceMinor;
  let left = poolOf(rule, baseMinor);
  const shares = [...rule.shares].sort((a, b) => a.depth - b.depth);
  return shares.map(({ depth, value }) => {
    const member = chain.find((one) => one.depth === depth);
    const wanted = rule.kind === "FIXED" ? value : shareOf(baseMinor, value);
    const fits = wanted <= left;
    const amountMinor = fits ? wanted : left;
    const kept = keptBecause(depth, member, amountMinor, networkDepth);
    if (!kept) left -= amountMinor;
    return { depth, value, baseMinor, amountMinor, distributorId: member?.distributorId ?? null, kept };
  });
}

function keptBecause(depth: number, member: ChainMember | undefined, amountMinor: bigint, networkDepth: number): Kept | null {
  if (depth > networkDepth) return "BEYOND_DEPTH";
  if (!member) return "MISSING";
  if (member.frozen) return "FROZEN";
  return amountMinor > 0n ? null : "ZERO";
}

/** Where pay for more levels of people than this begins to look like multi-level selling in the eyes of the law. */
export const legalDepth = 3;
export const needsLegalNotice = (networkDepth: number, depths: readonly number[] = []): boolean =>
  networkDepth > legalDepth || depths.some((depth) => depth > legalDepth);
