import { cx } from "./class-names.ts";

/* <Skeleton className="h-5 w-40" />   <PageSkeleton /> for loading.tsx of a back-office page. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={cx("animate-pulse motion-reduce:animate-none rounded-md bg-default", className)} />;
}

export function PageSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div aria-hidden="true">
      <Skeleton className="h-7 w-48" />
      <Skeleton className="mt-2 h-4 w-80 max-w-full" />
      <div className="tile mt-6 divide-y divide-separator">
        {Array.from({ length: rows }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: identical placeholders
          <div key={index} className="flex items-center gap-6 px-5 py-3.5">
            <Skeleton className="h-4 w-1/4" />
            <Skeleton className="h-4 w-1/6" />
            <Skeleton className="ml-auto h-4 w-24" />
          </div>
        ))}
      </div>
    </div>
  );
}
