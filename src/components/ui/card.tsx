import type { ReactNode } from "react";
import { cx } from "./class-names.ts";

/*
 * <Card title="基本信息" description="…" actions={<Button …/>}>…</Card>
 * `flush` drops the padding (for a DataTable inside); `footer` is a quiet strip at the bottom.
 */
type CardProps = {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  footer?: ReactNode;
  flush?: boolean;
  className?: string;
  id?: string;
  children?: ReactNode;
};

export function Card({ title, description, actions, footer, flush, className, id, children }: CardProps) {
  return (
    <section id={id} className={cx("tile min-w-0", className)}>
      {title || actions ? (
        <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-4 sm:px-5">
          <div className="min-w-0">
            {title ? <h2 className="text-base leading-6 font-semibold">{title}</h2> : null}
            {description ? <p className="mt-0.5 text-sm text-muted">{description}</p> : null}
          </div>
          {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
        </header>
      ) : null}
      <div className={flush ? cx("min-w-0", Boolean(title || actions) && "pt-3") : "min-w-0 p-4 sm:p-5"}>{children}</div>
      {footer ? <footer className="border-t border-separator px-4 py-3 text-sm text-muted sm:px-5">{footer}</footer> : null}
    </section>
  );
}
