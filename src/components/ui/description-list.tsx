import type { ReactNode } from "react";
import { cx } from "./class-names.ts";

/*
 * <DescriptionList items={[{ label: "面值", value: <Money minor="2000" /> }, …]} columns={2} />
 * Facts about one thing. An item without a value shows —.
 */
export type DescriptionItem = { label: ReactNode; value: ReactNode; wide?: boolean };

export function DescriptionList({ items, columns = 2 }: { items: DescriptionItem[]; columns?: 1 | 2 | 3 }) {
  const grid = { 1: "", 2: "sm:grid-cols-2", 3: "sm:grid-cols-2 xl:grid-cols-3" }[columns];
  return (
    <dl className={cx("grid gap-x-8 gap-y-4", grid)}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of facts, never reordered
        <div key={index} className={cx("min-w-0", item.wide && "sm:col-span-full")}>
          <dt className="text-xs text-muted">{item.label}</dt>
          <dd className="mt-1 min-w-0 text-sm break-words">{item.value ?? <span className="text-muted">—</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
