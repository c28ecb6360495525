"use client";

import Link from "next/link";

/** A point of a trend that opens the list behind it: larger to hit than to see, seen when it has the focus. */
type PointLinkProps = {
  href: string;
  label: string;
  x: number;
  y: number;
  cx: number;
  cy: number;
  colour: string;
  first: boolean;
};

export function PointLink({ href, label, x, y, cx, cy, colour, first }: PointLinkProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-label={label}
      data-x={x}
      data-y={y}
      tabIndex={first ? 0 : -1}
      className="group cursor-pointer outline-none"
    >
      <circle cx={cx} cy={cy} r={9} fill="transparent" />
      <circle
        cx={cx}
        cy={cy}
        r={5}
        fill={colour}
        stroke="var(--surface)"
        strokeWidth={2}
        className="opacity-0 group-focus-visible:opacity-100"
      />
    </Link>
  );
}
