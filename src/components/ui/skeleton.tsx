import { cx } from "./class-names.ts";

/*
 * <Skeleton className="h-5 w-40" />   in a <Suspense> below what authorizes and finds. No loading.tsx above a page that may be
 * missing or forbidden: what streams first is answered 200, whatever comes after.
 */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={cx("animate-pulse motion-reduce:animate-none rounded-md bg-default", className)} />;
}
