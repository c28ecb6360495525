import { useTranslations } from "next-intl";
import { cx } from "#components/ui/class-names.ts";

/* <Brand /> mark and name; <BrandMark /> the mark alone. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className={cx("size-7 shrink-0", className)}>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path
        d="M8 9.5h16v4a2.5 2.5 0 0 0 0 5v4H8v-4a2.5 2.5 0 0 0 0-5z"
        fill="none"
        stroke="#fff"
        strokeWidth="2"
        strokeLinejoin="round"
      />
      <path d="m17.2 11.6-4 5h3.2l-1.6 4 4.2-5.2h-3.3z" fill="#fff" />
    </svg>
  );
}

export function Brand({ area, className }: { area?: string; className?: string }) {
  const t = useTranslations("common");
  return (
    <span className={cx("inline-flex items-center gap-2.5", className)}>
      <BrandMark />
      <span className="text-base font-semibold tracking-tight">{t("brand")}</span>
      {area ? <span className="text-sm text-muted">{area}</span> : null}
    </span>
  );
}
