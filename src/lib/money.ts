/** Money is bigint minor units (分). This is the only file that divides or multiplies by a rate. */

export type Minor = bigint;

/** base × bps / 10,000, rounded down: a share never takes more than its rate. */
export function shareOf(base: Minor, bps: bigint): Minor {
  if (base < 0n || bps < 0n) throw new RangeError("a share is taken of non-negative amounts");
  return (base * bps) / 10_000n;
}

/** base × each rate in basis points, rounded half up once, at the end: how a tax is counted. */
export function roundedShareOf(base: Minor, ...rates: bigint[]): Minor {
  if (base < 0n || rates.some((rate) => rate < 0n)) throw new RangeError("a share is taken of non-negative amounts");
  const unit = 10_000n ** BigInt(rates.length);
  return (rates.reduce((product, rate) => product * rate, base) * 2n + unit) / (2n * unit);
}

/** Splits total in proportion to weights by largest remainder: the parts always add up to the total. */
export function allocate(total: Minor, weights: readonly bigint[]): Minor[] {
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (total < 0n || sum <= 0n || weights.some((w) => w < 0n))
    throw new RangeError("weights must be non-negative with a positive sum");
  const parts = weights.map((w) => (total * w) / sum);
  let left = total - parts.reduce((a, b) => a + b, 0n);
  const order = weights
    .map((w, i) => ({ i, rest: (total * w) % sum }))
    .sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1));
  for (const { i } of order) {
    if (left === 0n) break;
    parts[i] = parts[i]! + 1n;
    left -= 1n;
  }
  return parts;
}

/** "12.3" (元, as people type it) → 1230n (分). Null when it is not an amount with at most two decimals. */
export function parseYuan(text: string): Minor | null {
  const match = /^(\d{1,15})(?:\.(\d{1,2}))?$/.exec(text.trim().replaceAll(",", "").replaceAll("，", ""));
  if (!match) return null;
  return BigInt(match[1]!) * 100n + BigInt((match[2] ?? "").padEnd(2, "0"));
}

/** 1230n → "12.30". */
export function formatYuan(minor: Minor): string {
  const sign = minor < 0n ? "-" : "";
  const abs = minor < 0n ? -minor : minor;
  return `${sign}${abs / 100n}.${String(abs % 100n).padStart(2, "0")}`;
}

/** For charts and ratios only: part / whole as a fraction with four decimals, 0 when the whole is 0. */
export function ratio(part: bigint, whole: bigint): number {
  return whole === 0n ? 0 : Number((part * 10_000n) / whole) / 10_000;
}
