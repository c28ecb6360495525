import { useLocale } from "next-intl";
import { cx } from "./class-names.ts";

/*
 * <Money minor={row.amountMinor} />            "123456" → ¥1,234.56, tabular
 * <Money minor="-500" signed tone />           +/− shown, green or red
 * `compact` drops ".00". formatMoney is the same without markup (chart labels, aria text).
 */
type Minor = string | bigint;
type MoneyProps = { minor: Minor; currency?: string; signed?: boolean; tone?: boolean; compact?: boolean; className?: string };

export function Money({ minor, currency = "CNY", signed, tone, compact, className }: MoneyProps) {
  const locale = useLocale();
  const colour =
    tone && BigInt(minor) !== 0n ? (BigInt(minor) > 0n ? "text-success-soft-foreground" : "text-danger-soft-foreground") : "";
  return (
    <span className={cx("tnum whitespace-nowrap", colour, className)}>
      {formatMoney(minor, { currency, locale, signed, compact })}
    </span>
  );
}

type MoneyFormat = { currency?: string; locale?: string; signed?: boolean; compact?: boolean };

/** Exact: digits are moved as text, Intl is given a decimal string, no float ever holds the amount. */
export function formatMoney(minor: Minor, { currency = "CNY", locale = "zh-CN", signed, compact }: MoneyFormat = {}): string {
  const value = BigInt(minor);
  const digits = (value < 0n ? -value : value).toString().padStart(3, "0");
  const decimal = `${value < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}` as `${number}`;
  const whole = compact && digits.endsWith("00");
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    signDisplay: signed ? "exceptZero" : "auto",
    minimumFractionDigits: whole ? 0 : 2,
    maximumFractionDigits: whole ? 0 : 2,
  }).format(decimal);
}
