import { Info } from "lucide-react";
import { type ReactNode, useId } from "react";
import { cx } from "./class-names.ts";

/*
 * <InfoTip label="佣金池">一次核销最多分出的佣金总额。</InfoTip>   an (i) beside a word that needs explaining
 * <Tooltip content="…"><Button …/></Tooltip>                        for anything else; never the only way to learn something
 * Pure CSS: shown on hover and on keyboard focus, no script.
 */
export function InfoTip({ label, children }: { label: string; children: ReactNode }) {
  const id = useId();
  return (
    <span className="tip">
      <button
        type="button"
        aria-label={label}
        aria-describedby={id}
        className="inline-grid size-5 place-items-center align-text-bottom text-muted"
      >
        <Info aria-hidden="true" className="size-3.5" />
      </button>
      <Bubble id={id}>{children}</Bubble>
    </span>
  );
}

export function Tooltip({ content, children, className }: { content: ReactNode; children: ReactNode; className?: string }) {
  const id = useId();
  return (
    <span className={cx("tip", className)} aria-describedby={id}>
      {children}
      <Bubble id={id}>{content}</Bubble>
    </span>
  );
}

function Bubble({ id, children }: { id: string; children: ReactNode }) {
  return (
    <span id={id} role="tooltip" className="tip-bubble">
      {children}
    </span>
  );
}
