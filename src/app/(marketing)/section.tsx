import type { ReactNode } from "react";
import { cx } from "#components/ui/class-names.ts";

/* <Section title="…" text="…" quiet>…</Section> one band of a public page; quiet = on the grey ground. */
type SectionProps = { title: ReactNode; text?: ReactNode; quiet?: boolean; id?: string; children: ReactNode };

export function Section({ title, text, quiet, id, children }: SectionProps) {
  return (
    <section id={id} className={cx(quiet && "border-y border-border bg-background")}>
      <div className="mx-auto max-w-page px-5 py-16 sm:px-8 sm:py-20">
        <h2 className="max-w-3xl text-3xl font-semibold tracking-tight text-balance">{title}</h2>
        {text ? <p className="mt-3 max-w-2xl text-base leading-7 text-muted">{text}</p> : null}
        <div className="mt-10">{children}</div>
      </div>
    </section>
  );
}
