"use client";

import { type KeyboardEvent, type MouseEvent, type ReactNode, useState } from "react";

/*
 * <LinkField label="…" nearest>…svg with <a data-x="3" data-y="0" aria-label="11-22 领取: 10">…</LinkField>
 * The points of a drawing as links: one stop of the tab key, arrows go from point to point, Enter opens.
 * `nearest`: a click beside a point opens the one closest to it, column first.
 */
type LinkFieldProps = { label: string; nearest?: boolean; className?: string; style?: { height: number }; children: ReactNode };

export function LinkField({ label, nearest, className, style, children }: LinkFieldProps) {
  const [said, setSaid] = useState<string | null>(null);
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const from = (event.target as Element).closest("a");
    const step = steps[event.key];
    if (!from || !step) return;
    event.preventDefault();
    const to = next(from, linksIn(event.currentTarget), step);
    if (!to) return;
    from.setAttribute("tabindex", "-1");
    to.setAttribute("tabindex", "0");
    (to as SVGAElement).focus();
  }
  function onClick(event: MouseEvent<HTMLElement>) {
    if (!nearest || (event.target as Element).closest("a")) return;
    const { bubbles, ctrlKey, metaKey, shiftKey } = event;
    closest(linksIn(event.currentTarget), event)?.dispatchEvent(
      new window.MouseEvent("click", { bubbles, cancelable: true, ctrlKey, metaKey, shiftKey }),
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for inputs
    <div
      role="group"
      aria-label={label}
      className={`relative min-w-0 ${className ?? ""}`}
      style={style}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onFocus={(event) => setSaid(event.target.matches(":focus-visible") ? event.target.getAttribute("aria-label") : null)}
      onBlur={() => setSaid(null)}
    >
      {children}
      {said ? (
        <p
          aria-hidden="true"
          className="pointer-events-none absolute top-0 right-0 rounded-lg bg-overlay px-3 py-1.5 text-xs shadow-overlay"
        >
          {said}
        </p>
      ) : null}
    </div>
  );
}

const steps: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const linksIn = (field: Element) => [...field.querySelectorAll("a[data-x]")];
const place = (link: Element): [number, number] => [Number(link.getAttribute("data-x")), Number(link.getAttribute("data-y"))];

/** Sideways along the same row; up and down to the next row that has points, as near to the column as there is one. */
function next(from: Element, links: Element[], [dx, dy]: [number, number]): Element | undefined {
  const [x, y] = place(from);
  const cost = (link: Element) => {
    const [atX, atY] = place(link);
    const ahead = dx ? (atX - x) * dx : (atY - y) * dy;
    if (ahead <= 0 || (dx && atY !== y)) return Number.POSITIVE_INFINITY;
    return dx ? ahead : ahead * 1_000 + Math.abs(atX - x);
  };
  return cheapest(links, cost);
}

function closest(links: Element[], { clientX, clientY }: { clientX: number; clientY: number }): Element | undefined {
  return cheapest(links, (link) => {
    const box = link.getBoundingClientRect();
    const [dx, dy] = [Math.abs(box.x + box.width / 2 - clientX), Math.abs(box.y + box.height / 2 - clientY)];
    return dx > 48 ? Number.POSITIVE_INFINITY : Math.round(dx / 2) * 1_000 + dy;
  });
}

function cheapest(links: Element[], cost: (link: Element) => number): Element | undefined {
  let best: Element | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const link of links) {
    const now = cost(link);
    if (now < least) [best, least] = [link, now];
  }
  return best;
}
