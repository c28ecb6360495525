import Link from "next/link";
import type { ReactNode } from "react";
import { cx } from "./class-names.ts";

/*
 * <LinkTabs label="…" current="pending" tabs={[{ key: "pending", href: "?status=PENDING", label: "待处理", count: 3 }]} />
 * Tabs whose state lives in the URL: no client JS.
 */
export type LinkTab = { key: string; href: string; label: ReactNode; count?: number };

export function LinkTabs({ tabs, current, label }: { tabs: LinkTab[]; current: string; label: string }) {
  return (
    <nav aria-label={label} className="mb-4 flex gap-1 overflow-x-auto border-b border-border [scrollbar-width:none]">
      {tabs.map((tab) => {
        const active = tab.key === current;
        return (
          <Link
            key={tab.key}
            href={tab.href}
            scroll={false}
            aria-current={active ? "page" : undefined}
            className={cx(
              "-mb-px flex h-10 shrink-0 items-center gap-2 border-b-2 px-3 text-sm font-medium",
              active ? "border-accent text-foreground" : "border-transparent text-muted hover:text-foreground",
            )}
          >
            {tab.label}
            {tab.count === undefined ? null : (
              <span className="tnum rounded bg-default px-1.5 text-xs text-muted">{tab.count}</span>
            )}
          </Link>
        );
      })}
    </nav>
  );
}
