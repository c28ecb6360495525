import type { ReactNode } from "react";
import { cx } from "./class-names.ts";
import { softTone, statusTone, type Tone } from "./tone.ts";

/*
 * <Badge tone="accent">省代</Badge>
 * <StatusBadge status={voucher.status} label={t(`status.${voucher.status}`)} />   tone comes from the word (tone.ts)
 */
type BadgeProps = { tone?: Tone; dot?: boolean; icon?: ReactNode; children: ReactNode; className?: string };

export function Badge({ tone = "neutral", dot, icon, children, className }: BadgeProps) {
  return (
    <span
      className={cx(
        "inline-flex h-5.5 w-fit shrink-0 items-center gap-1.5 rounded-md px-2 text-xs font-medium whitespace-nowrap [&>svg]:size-3.5",
        softTone[tone],
        className,
      )}
    >
      {dot ? <span aria-hidden="true" className="size-1.5 rounded-full bg-current" /> : null}
      {icon}
      {children}
    </span>
  );
}

export function StatusBadge({ status, label, tone }: { status: string; label: ReactNode; tone?: Tone }) {
  return (
    <Badge tone={tone ?? statusTone(status)} dot>
      {label}
    </Badge>
  );
}
