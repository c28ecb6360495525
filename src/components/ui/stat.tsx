import { ArrowDownRight, ArrowUpRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cx } from "./class-names.ts";
import { textTone } from "./tone.ts";

/*
 * <StatGrid><Stat label="领取" value={<Num value={123} />} delta={0.12} href="/admin/…" hint="较上期" /></StatGrid>
 * `delta` is a ratio (0.12 → +12%); `goodWhen="down"` turns the colours round. Each number opens the list behind it.
 */
type StatProps = {
  label: ReactNode;
  value: ReactNode;
  hint?: ReactNode;
  delta?: number | null;
  goodWhen?: "up" | "down";
  href?: string;
  chart?: ReactNode;
};

export function Stat({ label, value, hint, delta, goodWhen = "up", href, chart }: StatProps) {
  const body = (
    <>
      <div className="flex items-start justify-between gap-2">
        <span className="text-sm text-muted">{label}</span>
        {delta === undefined || delta === null ? null : <Delta ratio={delta} goodWhen={goodWhen} />}
      </div>
      <div className="mt-1.5 flex items-end justify-between gap-3">
        <span className="tnum min-w-0 text-xl font-semibold tracking-tight break-words sm:text-figure">{value}</span>
        {chart}
      </div>
      {hint ? <p className="mt-1 text-xs text-muted">{hint}</p> : null}
    </>
  );
  const look = "tile block min-w-0 p-4";
  return href ? (
    <Link href={href} className={look}>
      {body}
    </Link>
  ) : (
    <div className={look}>{body}</div>
  );
}

function Delta({ ratio, goodWhen }: { ratio: number; goodWhen: "up" | "down" }) {
  const flat = Math.abs(ratio) < 0.0005;
  const up = ratio > 0;
  const tone = flat ? "neutral" : up === (goodWhen === "up") ? "success" : "danger";
  const Icon = up ? ArrowUpRight : ArrowDownRight;
  const text = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1, signDisplay: "exceptZero" }).format(
    ratio,
  );
  return (
    <span className={cx("tnum inline-flex items-center gap-0.5 text-xs font-medium", textTone[tone])}>
      {flat ? null : <Icon aria-hidden="true" className="size-3.5" />}
      {text}
    </span>
  );
}

const gridColumns = { 3: "lg:grid-cols-3", 4: "lg:grid-cols-4", 5: "lg:grid-cols-5", 6: "lg:grid-cols-3 2xl:grid-cols-6" };

export function StatGrid({
  children,
  columns = 4,
  className,
}: {
  children: ReactNode;
  columns?: 3 | 4 | 5 | 6;
  className?: string;
}) {
  return <div className={cx("grid grid-cols-2 gap-3 sm:gap-4", gridColumns[columns], className)}>{children}</div>;
}
