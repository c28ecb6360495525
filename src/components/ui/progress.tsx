import type { ReactNode } from "react";
import { cx } from "./class-names.ts";
import type { Tone } from "./tone.ts";

/* <Progress value={30} max={100} label="导入进度" />   `parts` draws a split bar: [{ value: 3, tone: "success", label: "已领" }] */
const fill: Record<Tone, string> = {
  neutral: "bg-chart-6",
  accent: "bg-accent",
  success: "bg-success",
  warning: "bg-warning",
  danger: "bg-danger",
};

type ProgressProps = { value: number; max: number; label: string; tone?: Tone; showText?: ReactNode; className?: string };

export function Progress({ value, max, label, tone = "accent", showText, className }: ProgressProps) {
  const share = max > 0 ? Math.min(100, Math.max(0, (value * 100) / max)) : 0;
  return (
    <div className={cx("flex items-center gap-3", className)}>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor(share)}
        className="h-1.5 min-w-16 flex-1 overflow-hidden rounded-full bg-surface-tertiary"
      >
        <div className={cx("h-full rounded-full transition-[width] duration-300", fill[tone])} style={{ width: `${share}%` }} />
      </div>
      {showText ? <span className="tnum shrink-0 text-xs text-muted">{showText}</span> : null}
    </div>
  );
}

export type ProgressPart = { value: number; tone: Tone; label: string };

export function SplitBar({ parts, label }: { parts: ProgressPart[]; label: string }) {
  const total = parts.reduce((sum, part) => sum + part.value, 0);
  const text = parts.map((part) => `${part.label} ${part.value}`).join(" · ");
  return (
    <div
      role="img"
      aria-label={`${label}: ${text}`}
      title={text}
      className="flex h-2 gap-px overflow-hidden rounded-full bg-surface-tertiary"
    >
      {parts.map((part) =>
        part.value > 0 ? (
          <div key={part.label} className={fill[part.tone]} style={{ width: `${(part.value * 100) / total}%` }} />
        ) : null,
      )}
    </div>
  );
}
