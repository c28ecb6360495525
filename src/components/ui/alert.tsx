import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./class-names.ts";
import { softTone, type Tone } from "./tone.ts";

/*
 * <Alert tone="warning" title="超过三级可能涉嫌传销" action={<Button …/>}>正文…</Alert>
 * A message that stays on the page. `live` announces it when it appears (errors after a click).
 */
const icons = { neutral: Info, accent: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert };

type AlertProps = {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  live?: boolean;
  className?: string;
};

export function Alert({ tone = "neutral", title, children, action, live, className }: AlertProps) {
  const Icon = icons[tone];
  return (
    <div role={live ? "alert" : undefined} className={cx("flex gap-3 rounded-xl px-4 py-3 text-sm", softTone[tone], className)}>
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-medium">{title}</p> : null}
        {children ? <div className={cx(title ? "mt-0.5" : "", "text-foreground/85")}>{children}</div> : null}
      </div>
      {action ? <div className="shrink-0 self-center">{action}</div> : null}
    </div>
  );
}
