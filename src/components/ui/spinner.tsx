import { cx } from "./class-names.ts";

/** `<Spinner />` beside a word that says what is happening; it has no text of its own. */
export function Spinner({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" data-slot="spinner" viewBox="0 0 16 16" fill="none" className={cx("size-4 animate-spin", className)}>
      <circle cx="8" cy="8" r="6.25" stroke="currentColor" strokeOpacity="0.25" strokeWidth="2" />
      <path d="M14.25 8A6.25 6.25 0 0 0 8 1.75" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
