/** Between what people type and what we keep. Digits are moved as text: no float ever holds an amount. */

/** "12.5" → "1250" (分); "" → ""; anything that is not an amount → "invalid", which no schema accepts. */
export function yuanToMinor(text: string): string {
  const clean = tidy(text);
  if (clean === "") return "";
  const match = /^(-?)(\d{1,13})(?:\.(\d{0,2}))?$/.exec(clean);
  if (!match) return "invalid";
  const digits = `${match[2]}${(match[3] ?? "").padEnd(2, "0")}`.replace(/^0+(?=\d)/, "");
  return digits === "0" ? "0" : `${match[1]}${digits}`;
}

/** "1250" → "12.5" → shown as 12.50; what is not a whole number of 分 shows as nothing. */
export function minorToYuan(minor: string | bigint | null | undefined): string {
  const match = /^(-?)(\d+)$/.exec(String(minor ?? ""));
  if (!match) return "";
  const digits = (match[2] as string).padStart(3, "0");
  return `${match[1]}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** "12.5" (%) → 1250 bps; "" → undefined; not a percentage → NaN, which no schema accepts. */
export function percentToBps(text: string): number | undefined {
  const clean = tidy(text).replace(/%$/, "");
  if (clean === "") return undefined;
  const minor = yuanToMinor(clean);
  return minor === "invalid" ? Number.NaN : Number(minor);
}

/** 1250 → "12.5". */
export function bpsToPercent(bps: number | null | undefined): string {
  if (bps === null || bps === undefined || !Number.isInteger(bps)) return "";
  return minorToYuan(String(bps)).replace(/\.?0+$/, "") || "0";
}

/** People paste full-width digits, spaces and thousands commas. */
function tidy(text: string): string {
  return text.normalize("NFKC").replace(/[\s,，¥￥元]/g, "");
}
