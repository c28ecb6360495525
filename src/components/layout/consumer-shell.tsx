import type { ReactNode } from "react";
import { Brand } from "./brand.tsx";
import { LocaleSwitch } from "./locale-switch.tsx";

/*
 * <ConsumerShell action={<…/>} footer={<…/>}>{children}</ConsumerShell>
 * Phone first, one column, nothing between the person and the one thing to do. Server component; its only script is the language
 * button. Pages put their main action in <ConsumerAction>, which stays at the thumb.
 */
export function ConsumerShell({ title, footer, children }: { title?: ReactNode; footer?: ReactNode; children: ReactNode }) {
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-phone flex-col px-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] text-base">
      <header className="flex h-16 items-center justify-between">
        {title ?? <Brand />}
        <div className="-mr-3 [&_.button]:min-h-11">
          <LocaleSwitch />
        </div>
      </header>
      <main id="main" className="flex flex-1 flex-col">
        {children}
      </main>
      {footer ? <footer className="pt-8 text-center text-xs text-muted">{footer}</footer> : null}
    </div>
  );
}

/** The one thing to do, within reach of the thumb. */
export function ConsumerAction({ children }: { children: ReactNode }) {
  return (
    <div className="sticky bottom-0 -mx-5 mt-auto grid gap-2 bg-linear-to-t from-background from-75% to-transparent px-5 pt-8 pb-[max(1rem,env(safe-area-inset-bottom))]">
      {children}
    </div>
  );
}

/** A whole page that says one thing: sold out, not open yet, ended… */
export function ConsumerNotice({
  icon,
  title,
  text,
  children,
}: {
  icon: ReactNode;
  title: ReactNode;
  text?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="flex flex-1 flex-col items-center justify-center pb-24 text-center">
      <span
        aria-hidden="true"
        className="mb-6 grid size-16 place-items-center rounded-2xl bg-surface-tertiary text-muted [&>svg]:size-7"
      >
        {icon}
      </span>
      <h1 className="text-2xl font-semibold">{title}</h1>
      {text ? <p className="mt-2 max-w-xs text-base text-balance text-muted">{text}</p> : null}
      {children ? <div className="mt-8 grid w-full gap-3">{children}</div> : null}
    </div>
  );
}
