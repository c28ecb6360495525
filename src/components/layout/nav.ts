import type { ReactNode } from "react";

/** A back office's navigation. `exact`: only this very page lights it up (overview pages). `badge`: a count that waits for somebody. */
export type NavItem = { href: string; label: string; icon: ReactNode; exact?: boolean; badge?: number };
export type NavGroup = { label?: string; items: NavItem[] };

/** The item a path belongs to: the longest href that is the path or leads to it. */
export function activeItem(groups: NavGroup[], pathname: string): NavItem | undefined {
  return groups
    .flatMap((group) => group.items)
    .filter((item) => pathname === item.href || (!item.exact && pathname.startsWith(`${item.href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0];
}
