import type { ReactNode } from "react";
import { cx } from "./class-names.ts";
import type { Tone } from "./tone.ts";

/*
 * <Timeline items={[{ key, at: <DateTime at={…} />, title: "已领取", text: "…", tone: "accent" }]} />   newest first or last: as given
 */
export type TimelineItem = { key: string; at: ReactNode; title: ReactNode; text?: ReactNode; tone?: Tone };

const dot: Record<Tone, string> = {
  neutral: "bg-border-strong",
  accent: "bg-accent",
  success: "bg-success",
  warning: "bg-warning",
  danger: "bg-danger",
};

export function Timeline({ items }: { items: TimelineItem[] }) {
  return (
    <ol className="relative">
      {items.map((item, index) => (
        <li key={item.key} className="relative flex gap-4 pb-5 last:pb-0">
          {index < items.length - 1 ? (
            <span aria-hidden="true" className="absolute top-4 bottom-0 left-[4.5px] w-px bg-border" />
          ) : null}
          <span
            aria-hidden="true"
            className={cx("mt-1.5 size-2.5 shrink-0 rounded-full ring-4 ring-surface", dot[item.tone ?? "neutral"])}
          />
          <div className="min-w-0 flex-1">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <p className="text-sm font-medium">{item.title}</p>
              <span className="text-xs text-muted">{item.at}</span>
            </div>
            {item.text ? <div className="mt-0.5 text-sm text-muted">{item.text}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
