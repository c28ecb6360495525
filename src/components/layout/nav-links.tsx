"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { cx } from "#components/ui/class-names.ts";
import { LinkPending } from "#components/ui/link-pending.tsx";
import { activeItem, type NavGroup } from "./nav.ts";

/** The grouped links of a back office, with the current one lit. */
export function NavLinks({ groups }: { groups: NavGroup[] }) {
  const t = useTranslations("nav");
  const current = activeItem(groups, usePathname());
  return (
    <nav aria-label={t("main")} className="grid gap-5">
      {groups.map((group, index) => (
        <div key={group.label ?? index}>
          {group.label ? <p className="mb-1 px-2.5 text-2xs font-medium tracking-wide text-muted">{group.label}</p> : null}
          <ul className="grid gap-px">
            {group.items.map((item) => {
              const active = item === current;
              return (
                <li key={item.href}>
                  <Link
                    href={item.href}
                    aria-current={active ? "page" : undefined}
                    className={cx(
                      "flex h-9 items-center gap-2.5 rounded-lg px-2.5 text-sm [&>svg]:size-4 [&>svg]:shrink-0 lg:h-8",
                      active
                        ? "bg-accent-soft font-medium text-accent-soft-foreground"
                        : "text-foreground/80 hover:bg-default hover:text-foreground [&>svg]:text-muted",
                    )}
                  >
                    {item.icon}
                    <span className="min-w-0 flex-1 truncate">{item.label}</span>
                    <LinkPending />
                    {item.badge ? (
                      <span className="tnum rounded-md bg-warning-soft px-1.5 text-xs text-warning-soft-foreground">
                        {item.badge}
                      </span>
                    ) : null}
                  </Link>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** Where one is, in the top bar: group / item. */
export function NavTrail({ groups }: { groups: NavGroup[] }) {
  const current = activeItem(groups, usePathname());
  const group = groups.find((candidate) => current && candidate.items.includes(current));
  const trail = [group?.label, current?.label].filter((label): label is string => Boolean(label));
  return (
    <p className="flex min-w-0 items-center gap-2 truncate text-sm text-muted">
      {trail.map((label, index) => (
        <Fragment key={index === 0 ? "first" : "last"}>
          {index > 0 ? <span aria-hidden="true">/</span> : null}
          <span className={cx("truncate", index === trail.length - 1 && "text-foreground")}>{label}</span>
        </Fragment>
      ))}
    </p>
  );
}
