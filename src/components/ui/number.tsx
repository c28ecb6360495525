import { useLocale } from "next-intl";
import { cx } from "./class-names.ts";

/*
 * <Num value={12345} /> → 12,345 tabular   <Percent bps={1250} /> → 12.5%   <Percent ratio={0.125} />
 */
export function Num({ value, className }: { value: number | bigint | string; className?: string }) {
  const locale = useLocale();
  return <span className={cx("tnum", className)}>{new Intl.NumberFormat(locale).format(BigInt(value))}</span>;
}

export function Percent({ bps, ratio, className }: { bps?: number; ratio?: number; className?: string }) {
  const locale = useLocale();
  const value = bps === undefined ? (ratio ?? 0) : Number(`${bps}e-4`);
  const text = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }).format(value);
  return <span className={cx("tnum", className)}>{text}</span>;
}
